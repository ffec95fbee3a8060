import { Menu } from '@mantine/core'
import { Keys } from '../commands/keys.tsx'
import { useText } from '../locale/text.ts'
import type { SheetCommand } from './sheet-commands.ts'
import { focusCell } from './use-pointer.ts'

interface CommandItemsProps {
  readonly commands: readonly SheetCommand[]
  readonly ids: readonly string[]
}

/** Commands as items of a menu, each with its keys; afterwards the sheet has the keyboard again. */
export function CommandItems({ commands, ids }: CommandItemsProps) {
  const text = useText()
  return ids.flatMap((id) => {
    const command = commands.find((each) => each.id === `sheet ${id}`)
    if (!command) return []
    return (
      <Menu.Item
        key={id}
        disabled={command.enabled === false}
        rightSection={command.keys?.[0] && <Keys keys={command.keys[0]} />}
        onClick={() => {
          command.run()
          setTimeout(() => focusCell(document.querySelector('[data-sheet]')))
        }}
      >
        {text(command.name)}
      </Menu.Item>
    )
  })
}
