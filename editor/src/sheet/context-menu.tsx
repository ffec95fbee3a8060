import { Menu } from '@mantine/core'
import { CommandItems } from './command-items.tsx'
import { SHEET_COMMANDS, type SheetCommand } from './sheet-commands.ts'

/** A point of the screen. */
export interface Point {
  readonly x: number
  readonly y: number
}

interface ContextMenuProps {
  readonly at: Point | null
  readonly commands: readonly SheetCommand[]
  onClose(): void
}

/** What can be done with the rows and columns where the mouse or the cursor is. */
export const ContextMenu = ({ at, commands, onClose }: ContextMenuProps) =>
  at && (
    <Menu opened onClose={onClose} position="bottom-start" shadow="sm" returnFocus={false}>
      <Menu.Target>
        <div style={{ position: 'fixed', left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems commands={commands} ids={SHEET_COMMANDS.rows} />
        <Menu.Divider />
        <CommandItems commands={commands} ids={SHEET_COMMANDS.columns} />
      </Menu.Dropdown>
    </Menu>
  )
