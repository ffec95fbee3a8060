import { AGGREGATIONS, HIT_POLICIES } from '@branch-playbook/engine'
import { ActionIcon, Button, Menu, Select, Tooltip } from '@mantine/core'
import { type Icon, IconChevronDown, IconSearch, IconTableRow, IconX } from '@tabler/icons-react'
import { type TextKey, useText } from '../locale/text.ts'
import { perform } from './act.ts'
import { CommandItems } from './command-items.tsx'
import { useSheet } from './model.ts'
import classes from './sheet.module.css'
import { SHEET_COMMANDS, type SheetCommand } from './sheet-commands.ts'

const MENUS = [
  { name: 'sheet.rows', ids: SHEET_COMMANDS.rows, edits: true },
  { name: 'sheet.columns', ids: SHEET_COMMANDS.columns, edits: false },
  { name: 'sheet.fill_menu', ids: SHEET_COMMANDS.cells, edits: true },
  { name: 'sheet.files', ids: SHEET_COMMANDS.files, edits: false },
] as const

interface ToolbarProps {
  readonly commands: readonly SheetCommand[]
}

/** What can be done with the table. */
export function SheetToolbar({ commands }: ToolbarProps) {
  const { name, editable } = useSheet()
  return (
    <header className={classes.bar}>
      <IconTableRow size={17} stroke={1.7} aria-hidden />
      <h2>{name}</h2>
      <Policy />
      {MENUS.map(
        ({ name, ids, edits }) =>
          (editable || !edits) && <ToolMenu key={name} name={name} commands={commands} ids={ids} />,
      )}
      <span className={classes.end}>
        <CommandButton command={commands.find(({ id }) => id === 'sheet find')} icon={IconSearch} />
        <CommandButton command={commands.find(({ id }) => id === 'sheet close')} icon={IconX} />
      </span>
    </header>
  )
}

interface CommandButtonProps {
  readonly command: SheetCommand | undefined
  readonly icon: Icon
}

function CommandButton({ command, icon: Icon }: CommandButtonProps) {
  const text = useText()
  if (!command) return null
  const label = text(command.name)
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon size={28} variant="subtle" color="gray" aria-label={label} onClick={command.run}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

interface ToolMenuProps extends ToolbarProps {
  readonly name: TextKey
  readonly ids: readonly string[]
}

const ToolMenu = ({ name, commands, ids }: ToolMenuProps) => {
  const text = useText()
  return (
    <Menu position="bottom-start" shadow="sm" returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          {text(name)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems commands={commands} ids={ids} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** What happens when several rows apply. */
function Policy() {
  const text = useText()
  const sheet = useSheet()
  const { at, editable } = sheet
  const { hitPolicy, aggregation } = sheet.table
  const path = ['nodes', at]
  return (
    <>
      <Select
        size="xs"
        w={160}
        aria-label={text('field.table.hitPolicy')}
        disabled={!editable}
        allowDeselect={false}
        value={hitPolicy}
        data={HIT_POLICIES.map((value) => ({ value, label: text(`choice.${value}`) }))}
        comboboxProps={{ width: 230, position: 'bottom-start' }}
        onChange={(value) => {
          const edits = [{ path: [...path, 'hitPolicy'], value }]
          // Only what is collected can be made one number of.
          const without = { path: [...path, 'aggregation'], value: undefined }
          const isLost = aggregation !== undefined && value !== 'collect'
          if (value !== hitPolicy) perform(sheet, 'sheet.step.policy', isLost ? [...edits, without] : edits)
        }}
      />
      {hitPolicy === 'collect' && (
        <Select
          size="xs"
          w={110}
          aria-label={text('field.table.aggregation')}
          placeholder={text('sheet.list')}
          disabled={!editable}
          clearable
          value={aggregation ?? null}
          data={AGGREGATIONS.map((value) => ({ value, label: text(`choice.${value}`) }))}
          onChange={(value) =>
            perform(sheet, 'sheet.step.policy', [
              { path: [...path, 'aggregation'], value: value ?? undefined },
            ])
          }
        />
      )}
    </>
  )
}
