import { lazy, Suspense } from 'react'
import { useCommands } from './command.ts'
import { useOpenedList } from './opened.ts'
import { Palette } from './palette.tsx'

const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts.tsx')).Shortcuts }))

/**
 * The palette and the list of shortcuts. This is loaded when it is first asked for; the palette is there before, for
 * whoever knows what he wants types it in one go with the keys that open it.
 */
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
    <>
      {list === 'palette' && <Palette />}
      <Suspense>{list === 'shortcuts' && <Shortcuts />}</Suspense>
    </>
  )
}
