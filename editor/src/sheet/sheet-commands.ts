import { useSelection } from '../canvas/selection.ts'
import { type Command, useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useChooseFile } from '../interchange/choose-file.ts'
import { asWorkbook } from '../interchange/write-file.ts'
import { saveAsFile } from '../shell/save-as-file.ts'
import { selected } from './act.ts'
import { fillDown, fillRight } from './fill-cells.ts'
import type { Sheet } from './model.ts'
import { nextMarked } from './next-problem.ts'
import { useOpenTable } from './open-table.ts'
import {
  activeColumn,
  closeGaps,
  insertRows,
  moveColumn,
  moveRows,
  removeColumn,
  removeRows,
} from './rearrange.ts'
import { type Cell, only } from './selection.ts'
import { useSheetState } from './sheet-state.ts'
import type { Row } from './table.ts'

export const SHEET_COMMANDS = {
  rows: ['insert_above', 'insert_below', 'remove_rows', 'rows_up', 'rows_down', 'close_gaps'],
  columns: ['add_column', 'column_settings', 'remove_column', 'column_left', 'column_right'],
  cells: ['fill_down', 'fill_right'],
  files: ['import', 'export'],
} as const

type Id = (typeof SHEET_COMMANDS)[keyof typeof SHEET_COMMANDS][number] | 'find' | 'next_problem' | 'close'

export type SheetCommand = Command & { readonly id: `sheet ${Id}` }

/** Everything that can be done with the table that is open, offered for its menus, for keys and for the palette. */
export function useSheetCommands(
  sheet: Sheet,
  marked: readonly Cell[],
  gapRows: readonly Row[],
  addColumn: () => void,
): readonly SheetCommand[] {
  const typing = useSheetState((state) => state.typing)
  useSheetState((state) => state.selection)
  const chooseFile = useChooseFile('.xlsx')
  const { table, editable } = sheet
  const column = activeColumn(sheet)
  const next = nextMarked(marked, selected(sheet).active)
  const close = useOpenTable((state) => state.close)
  const command = (
    id: Id,
    name: Command['name'],
    run: () => void,
    more: Pick<Command, 'keys' | 'enabled'> = {},
  ): SheetCommand => ({
    id: `sheet ${id}`,
    name,
    group: 'table',
    whileTyping: true,
    within: '[data-sheet]',
    run,
    ...more,
    enabled: typing === null && (more.enabled ?? editable),
  })
  const commands = [
    command('insert_above', 'sheet.insert_above', () => insertRows(sheet, 'above'), {
      keys: ['mod+shift+plus', 'mod+plus'],
    }),
    command('insert_below', 'sheet.insert_below', () => insertRows(sheet, 'below'), {
      keys: ['mod+alt+Enter'],
    }),
    command('remove_rows', 'sheet.remove_rows', () => removeRows(sheet), { keys: ['mod+minus'] }),
    command('rows_up', 'sheet.rows_up', () => moveRows(sheet, 'up'), { keys: ['alt+ArrowUp'] }),
    command('rows_down', 'sheet.rows_down', () => moveRows(sheet, 'down'), { keys: ['alt+ArrowDown'] }),
    command('close_gaps', 'sheet.close_gaps', () => closeGaps(sheet, gapRows), {
      enabled: editable && gapRows.length > 0,
    }),
    command('add_column', 'sheet.add_column', addColumn),
    command('column_settings', 'sheet.column_settings', () => showSettings(sheet), {
      enabled: column !== null,
    }),
    command('remove_column', 'sheet.remove_column', () => removeColumn(sheet), {
      keys: ['mod+alt+minus'],
      enabled: editable && column !== null && column.last > 0,
    }),
    command('column_left', 'sheet.column_left', () => moveColumn(sheet, -1), {
      keys: ['alt+ArrowLeft'],
      enabled: editable && column !== null,
    }),
    command('column_right', 'sheet.column_right', () => moveColumn(sheet, 1), {
      keys: ['alt+ArrowRight'],
      enabled: editable && column !== null,
    }),
    command('fill_down', 'sheet.fill_down', () => fillDown(sheet), { keys: ['mod+D'] }),
    command('fill_right', 'sheet.fill_right', () => fillRight(sheet), { keys: ['mod+R'] }),
    command('import', 'sheet.import', chooseFile),
    command('export', 'sheet.export', () => void exportTable(table.id), { enabled: true }),
    command('find', 'sheet.find', () => useSheetState.getState().seek(''), {
      keys: ['mod+F'],
      enabled: true,
    }),
    command('next_problem', 'sheet.next_problem', () => next && useSheetState.getState().select(only(next)), {
      keys: ['F8'],
      enabled: next !== null,
    }),
    command('close', 'sheet.close', close, { keys: ['Escape'], enabled: true }),
  ]
  useCommands(commands)
  return commands
}

/** Opens the form of the table at the column. */
function showSettings(sheet: Sheet): void {
  const column = activeColumn(sheet)
  if (!column) return
  const list = column.side === 'when' ? 'inputs' : 'outputs'
  useSelection.getState().select(sheet.table.id, `/${list}/${column.at}`)
}

/** Saves the table as an Excel workbook. */
async function exportTable(id: string): Promise<void> {
  const { shown } = useDocument.getState()
  if (shown) saveAsFile(`${id}.xlsx`, await asWorkbook(shown, [id]))
}
