import { NODE_KINDS } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { formOf } from './form.ts'
import { type Move, rearranged } from './rearrange.ts'

const table = {
  inputs: [{ of: 'tier' }, { of: 'fees' }],
  outputs: [{ id: 'waiver', type: 'percent' }],
  rows: [
    { when: ['A', '> 5'], then: [100] },
    { when: ['-', '-'], then: [0] },
  ],
}

const around = {
  candidates: () => ['loans'],
  classValues: () => [],
  entries: () => [],
  entriesOf: () => [],
  size: (list: string) => (list === 'inputs' ? 2 : 1),
}

function after(list: string, move: Move) {
  const schema = NODE_KINDS.find(({ kind }) => kind === 'table')?.schema
  if (!schema) throw new Error('no table')
  const form = formOf(schema)
  const field = form.form === 'group' ? form.fields.find(({ name }) => name === list)?.form : undefined
  if (field?.form !== 'list' && field?.form !== 'rows') throw new Error(list)
  const edits = rearranged(table, form, [list], field.item, move, around)
  return { ...table, ...Object.fromEntries(edits.map(({ path, value }) => [path[0], value])) }
}

test('A new input admits anything in every row', () => {
  expect(after('inputs', { move: 'add' })).toMatchObject({
    inputs: [{ of: 'tier' }, { of: 'fees' }, { of: 'loans' }],
    rows: [{ when: ['A', '> 5', '-'] }, { when: ['-', '-', '-'] }],
  })
})

test('The cells of an input go with it, wherever it is moved', () => {
  expect(after('inputs', { move: 'swap', at: 0, with: 1 })).toMatchObject({
    inputs: [{ of: 'fees' }, { of: 'tier' }],
    rows: [{ when: ['> 5', 'A'], then: [100] }, { when: ['-', '-'] }],
  })
  expect(after('inputs', { move: 'remove', at: 0 })).toMatchObject({
    inputs: [{ of: 'fees' }],
    rows: [{ when: ['> 5'], then: [100] }, { when: ['-'] }],
  })
  expect(after('outputs', { move: 'remove', at: 0 }).rows[0]).toMatchObject({ when: ['A', '> 5'], then: [] })
})

test('A new row has a cell for every input and output, and the other lists stay as they are', () => {
  const { rows, inputs } = after('rows', { move: 'add' })
  expect(rows[2]).toEqual({ when: ['-', '-'], then: [''] })
  expect(inputs).toBe(table.inputs)
  expect(after('rows', { move: 'swap', at: 0, with: 1 }).rows).toEqual([table.rows[1], table.rows[0]])
})
