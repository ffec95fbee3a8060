import { lazy, Suspense } from 'react'
import { useCommands } from './command.ts'
import { useOpenedList } from './opened.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts.tsx')).Shortcuts }))

/** The palette and the list of shortcuts, each loaded when it is first asked for. */
export function CommandLists() {
  const { list, open } = useOpenedList()
  useCommands([
    {
      id: 'palette',
      name: 'commands.palette',
      group: 'help',
      keys: ['mod+K', 'mod+shift+P'],
      whileTyping: true,
      run: () => open('palette'),
    },
    {
      id: 'shortcuts',
      name: 'commands.shortcuts',
      group: 'help',
      keys: ['shift+?'],
      run: () => open('shortcuts'),
    },
  ])
  return (
    <Suspense>
      {list === 'palette' && <Palette />}
      {list === 'shortcuts' && <Shortcuts />}
    </Suspense>
  )
}
