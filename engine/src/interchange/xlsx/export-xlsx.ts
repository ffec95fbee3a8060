import { writeXlsx } from 'hucre/xlsx'
import { namesOf } from '../../check/scope.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import { shiftedAmounts } from '../../unary/amounts.ts'
import type { Scalar } from '../../values/value-type.ts'
import type { TableNode } from '../dmn/table.ts'
import { writeFeel } from '../feel/literal.ts'
import { COLUMNS, KEYS, minorDigits } from './layout.ts'

type Cell = string | number | boolean | null

/** Excel keeps at most so many characters of a sheet's name. */
const MOST_NAME = 31

/**
 * Decision tables of a playbook as an Excel workbook, a sheet each, laid out as `layout.ts` says; nothing of a table
 * is lost on the way.
 * @param ids The tables wanted; all of them, when not said.
 */
export async function exportXlsx(playbook: Playbook, ids?: readonly string[]): Promise<Uint8Array> {
  const names = namesOf(playbook)
  const tables = playbook.nodes.flatMap((node) =>
    node.kind === 'table' && (!ids || ids.includes(node.id)) ? [node] : [],
  )
  const used = new Set<string>()
  const sheets = tables.map((node) => ({
    name: sheetName(node.id, used),
    rows: sheetOf(node, names, playbook.currency).map((row) => row.map(written)),
    freezePane: { rows: HEAD_ROWS, columns: 1 },
  }))
  return writeXlsx({ sheets: sheets.length > 0 ? sheets : [{ name: 'empty', rows: [] }] })
}

const HEAD_ROWS = Object.keys(KEYS).length

function sheetOf(node: TableNode, names: ReturnType<typeof namesOf>, currency: string): Cell[][] {
  const digits = minorDigits(currency)
  const { inputs, outputs, rows } = node
  const hasNotes = rows.some(({ note }) => note !== undefined)
  const notes = hasNotes ? [COLUMNS.noteChinese, COLUMNS.noteEnglish] : []
  const across = (
    key: string,
    ofInput: (input: TableNode['inputs'][number]) => Cell,
    ofOutput: (output: TableNode['outputs'][number]) => Cell,
  ): Cell[] => [key, ...inputs.map(ofInput), ...outputs.map(ofOutput)]
  const typeOf = (of: string) => names.value(of)?.type
  const valuesOf = (of: string) => {
    const type = typeOf(of)
    return type?.kind === 'class' ? list(type.values) : null
  }
  return [
    [KEYS.table, node.id],
    [KEYS.name, node.name['zh-CN'], node.name.en],
    [KEYS.policy, node.hitPolicy, node.aggregation ?? null],
    [
      ...across(
        KEYS.column,
        () => COLUMNS.input,
        () => COLUMNS.output,
      ),
      ...notes,
    ],
    across(
      KEYS.figure,
      ({ of }) => of,
      ({ id }) => id,
    ),
    across(
      KEYS.labelChinese,
      ({ label }) => label?.['zh-CN'] ?? null,
      ({ label }) => label?.['zh-CN'] ?? null,
    ),
    across(
      KEYS.labelEnglish,
      ({ label }) => label?.en ?? null,
      ({ label }) => label?.en ?? null,
    ),
    across(
      KEYS.type,
      ({ of }) => typeOf(of)?.kind ?? null,
      ({ type }) => type,
    ),
    across(
      KEYS.unit,
      ({ of }) => (typeOf(of)?.kind === 'money' ? currency : null),
      ({ type }) => (type === 'money' ? currency : null),
    ),
    across(
      KEYS.ifMissing,
      ({ ifMissing }) => ifMissing ?? null,
      () => null,
    ),
    across(
      KEYS.values,
      ({ of }) => valuesOf(of),
      ({ values, type }) =>
        values ? list(type === 'money' ? values.map((each) => inMajor(each, digits)) : values) : null,
    ),
    across(
      KEYS.otherwise,
      () => null,
      ({ otherwise, type }) =>
        otherwise === undefined ? null : shown(type === 'money' ? inMajor(otherwise, digits) : otherwise),
    ),
    [KEYS.rows],
    ...rows.map(({ id, when, then: given, note }): Cell[] => [
      id ?? null,
      ...when.map((test, at) =>
        typeOf(inputs[at]?.of ?? '')?.kind === 'money' ? shiftedAmounts(test, -digits) : test,
      ),
      ...given.map((value, at) => shown(outputs[at]?.type === 'money' ? inMajor(value, digits) : value)),
      ...(hasNotes ? [note?.['zh-CN'] ?? null, note?.en ?? null] : []),
    ]),
  ]
}

/** An amount as people write it: as a number of the sheet, or as text where that could not tell it from the next one. */
function inMajor(value: Scalar, digits: number): Scalar {
  if (typeof value !== 'number') return value
  const text = shiftedAmounts(String(value), -digits)
  return shiftedAmounts(String(Number(text)), digits) === String(value) ? Number(text) : text
}

/** A text in quotation marks where a sheet would not show all of it. */
const shown = (value: Scalar): Cell =>
  typeof value === 'string' && (value.trim() !== value || value === '' || value.startsWith('"'))
    ? writeFeel(value, false)
    : value

const list = (values: readonly Scalar[]): string => values.map((each) => writeFeel(each, false)).join(', ')

/** Characters that a sheet cannot hold are written by their number, and what looks like such a number as well. */
const written = (cell: Cell): Cell =>
  typeof cell !== 'string'
    ? cell
    : cell
        .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
        .replaceAll(
          /[^\P{Cc}\t\n]/gu,
          (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
        )

function sheetName(id: string, used: Set<string>): string {
  for (let at = 1; ; at += 1) {
    const end = at === 1 ? '' : `_${at}`
    const name = id.slice(0, MOST_NAME - end.length) + end
    if (used.has(name)) continue
    used.add(name)
    return name
  }
}
