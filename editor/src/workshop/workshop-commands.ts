import { useCommandKeys, useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { PANELS } from './panels.ts'
import { useView } from './view.ts'

interface WorkshopCommands {
  readonly editable: boolean
  arrange(): void
}

/** What can be done from anywhere in the workshop. */
export function useWorkshopCommands({ editable, arrange }: WorkshopCommands): void {
  const { undo, redo, history } = useDocument()
  const { toggle, toggleOutline } = useView()
  useCommandKeys()
  useCommands([
    {
      id: 'undo',
      name: 'workshop.undo',
      group: 'edit',
      keys: ['mod+Z'],
      // Keystrokes are edits of the document, so its undo is the one that takes them back.
      whileTyping: true,
      enabled: editable && history.past.length > 0,
      run: undo,
    },
    {
      id: 'redo',
      name: 'workshop.redo',
      group: 'edit',
      keys: ['mod+shift+Z', 'mod+Y'],
      whileTyping: true,
      enabled: editable && history.future.length > 0,
      run: redo,
    },
    { id: 'arrange', name: 'workshop.arrange', group: 'canvas', run: arrange },
    { id: 'outline', name: 'workshop.outline', group: 'view', run: toggleOutline },
    ...PANELS.map(({ id, name }) => ({ id, name, group: 'view' as const, run: () => toggle(id) })),
  ])
}
