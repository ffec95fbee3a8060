import { deflateRawSync } from 'node:zlib'
import { type Playbook, parsePlaybook } from '@branch-playbook/engine'
import { exportDmn, exportXlsx } from '@branch-playbook/engine/interchange'
import { expect, test } from 'vitest'
import { withValue } from '../document/path.ts'
import { retailPlaybook } from '../testing/playbook.ts'
import { arrivalEdits } from './arrival.ts'
import { readFile } from './read-file.ts'

const parsed = parsePlaybook(retailPlaybook())
if (!parsed.ok) throw new Error('The retail playbook cannot be read')
const FEE = {
  id: 'fee_class',
  kind: 'table',
  name: { 'zh-CN': '收费档次', en: 'Fee class' },
  note: { 'zh-CN': '年初复核', en: 'Reviewed each January' },
  hitPolicy: 'first',
  inputs: [{ of: 'tier' }],
  outputs: [{ id: 'fee', type: 'class', values: ['free', 'full'] }],
  rows: [
    { when: ['"A"'], then: ['free'] },
    { when: ['-'], then: ['full'] },
  ],
} as const satisfies Playbook['nodes'][number]
const playbook: Playbook = { ...parsed.value, nodes: [...parsed.value.nodes, FEE] }

const read = (name: string, content: string | Uint8Array, replacing = true) =>
  readFile({
    name,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    playbook,
    replacing,
  })

const taken = (edits: ReturnType<typeof arrivalEdits>): Playbook => {
  const after = parsePlaybook(
    edits.reduce<unknown>((value, edit) => withValue(value, edit.path, edit.value), playbook),
  )
  if (!after.ok) throw new Error('What came of it is no playbook')
  return after.value
}

const codes = async (name: string, content: string | Uint8Array) => {
  const { arrival } = await read(name, content)
  return arrival.is === 'refused' ? arrival.problems.map(({ code }) => code) : arrival.is
}

test('A table that comes back from Excel takes the place of the one it was, which keeps its note', async () => {
  const { arrival, after } = await read('tables.xlsx', await exportXlsx(playbook))
  expect(arrival).toMatchObject({ is: 'parts', nodes: [{ id: 'fee_class', kind: 'table' }] })
  const { nodes } = taken(arrivalEdits(playbook, arrival))
  expect(nodes.map(({ id }) => id)).toEqual(playbook.nodes.map(({ id }) => id))
  expect(nodes.at(-1)).toMatchObject({ note: FEE.note, rows: FEE.rows })
  expect(after.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('Beside what is there a table gets an id of its own', async () => {
  const { xml } = exportDmn(playbook, 'en')
  const { arrival } = await read('tables.dmn', xml, false)
  const { nodes } = taken(arrivalEdits(playbook, arrival))
  expect(nodes.map(({ id }) => id).slice(-2)).toEqual(['fee_class', 'fee_class_2'])
})

test('A whole playbook keeps the id under which the draft is filed', async () => {
  const { arrival } = await read('other.json', JSON.stringify({ ...playbook, id: 'other', tests: [] }))
  const after = taken(arrivalEdits(playbook, arrival))
  expect([after.id, after.tests]).toEqual([playbook.id, []])
})

test('Rules of json-rules-engine bring the facts that they need', async () => {
  const rule = {
    conditions: { all: [{ fact: 'loyalty_years', operator: 'greaterThan', value: 5 }] },
    event: { type: 'old_friend' },
  }
  const { arrival } = await read('rules.json', JSON.stringify([rule]))
  const { facts, nodes } = taken(arrivalEdits(playbook, arrival))
  expect(facts.at(-1)?.name).toBe('loyalty_years')
  expect(nodes.length).toBe(playbook.nodes.length + 2)
})

test('What is no such file is refused in words, whatever it is', async () => {
  expect(await codes('garbage.json', 'not { json')).toEqual(['not_json'])
  expect(await codes('binary.json', new Uint8Array([0xff, 0xfe, 0x00, 0x9f]))).toEqual(['not_text'])
  expect(await codes('garbage.xlsx', 'PK garbage')).toEqual(['not_xlsx'])
  expect(await codes('garbage.dmn', '<html>')).not.toBe('parts')
  expect(await codes('old.xls', 'anything')).toEqual(['unknown_kind_of_file'])
  expect(await codes('number.json', '7')).toEqual(['wrong_type'])
})

test('A zip bomb is not unpacked', async () => {
  expect(await codes('bomb.xlsx', bomb(200 * 1024 * 1024))).toEqual(['not_xlsx'])
})

test('A playbook larger than the server keeps is refused, and one of 10 MB as well', async () => {
  const note = { 'zh-CN': '长', en: 'x'.repeat(900) }
  const facts = Array.from({ length: 10_000 }, (_, at) => ({
    name: `fact_${at}`,
    label: note,
    type: 'money',
    missing: 'never',
  }))
  expect(await codes('large.json', JSON.stringify({ ...playbook, facts }))).toEqual(['too_large'])
  const fewer = facts
    .slice(0, 2000)
    .map((fact) => ({ ...fact, note: { 'zh-CN': '长', en: 'x'.repeat(1900) } }))
  expect(await codes('kept.json', JSON.stringify({ ...playbook, facts: fewer }))).not.toBe('playbook')
})

/** An archive of one file of zeros, whose directory says truly how large it becomes. */
function bomb(size: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(size))
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const sizes = (buffer: Buffer, at: number) => {
    buffer.writeUInt32LE(packed.length, at)
    buffer.writeUInt32LE(size, at + 4)
    buffer.writeUInt16LE(name.length, at + 8)
  }
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  sizes(local, 18)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  sizes(entry, 20)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, entry, name, end])
}
