import { NODE_KINDS } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { blank } from './blank.ts'
import { type Form, formOf } from './form.ts'

const around = {
  candidates: () => ['something'],
  classValues: () => ['A', 'B'],
  entries: () => ['first'],
  entriesOf: () => ['product'],
  size: () => 2,
}

const schemaOf = (kind: string) => {
  const found = NODE_KINDS.find((each) => each.kind === kind)
  if (!found) throw new Error(kind)
  return found.schema
}

/** The form of the field at a path of names. */
function fieldOf(kind: string, ...path: string[]): Form | undefined {
  return path.reduce<Form | undefined>(
    (form, name) => {
      if (form?.form === 'list') return inGroup(form.item, name)
      if (form?.form === 'by_class') return inGroup(form.entry, name)
      return form && inGroup(form, name)
    },
    formOf(schemaOf(kind)),
  )
}

function inGroup(form: Form, name: string): Form | undefined {
  const fields =
    form.form === 'group'
      ? form.fields
      : form.form === 'variants'
        ? form.variants.flatMap((each) => each.fields)
        : []
  return fields.find((field) => field.name === name)?.form
}

test('Every kind of node has a form made from its schema', () => {
  for (const { schema } of NODE_KINDS) expect(formOf(schema).form).toBe('group')
})

test('Numbers are edited in the unit that the registry names', () => {
  expect(fieldOf('arbitration', 'valueCap')).toMatchObject({ form: 'number', unit: 'money', least: 1 })
  expect(fieldOf('coverage', 'duties', 'every')).toMatchObject({
    form: 'number',
    unit: 'working_days',
    whole: true,
  })
  expect(fieldOf('matrix', 'strategies', 'propensity')).toMatchObject({
    form: 'number',
    unit: 'percent',
    least: 1,
  })
  expect(fieldOf('tier', 'bands', 'from')).toEqual({ form: 'threshold', of: 'of' })
})

test('References, classes and entries are chosen', () => {
  expect(fieldOf('tier', 'of')).toMatchObject({ form: 'reference', reference: { to: 'value' } })
  expect(fieldOf('arbitration', 'triggers')).toMatchObject({ form: 'list', item: { form: 'reference' } })
  expect(fieldOf('tier', 'ifMissing')).toEqual({ form: 'class_value', of: 'id' })
  expect(fieldOf('matrix', 'ifMissing')).toEqual({ form: 'entry', list: 'strategies', by: 'id' })
  expect(fieldOf('coverage', 'duties', 'channel')).toMatchObject({ form: 'choice' })
})

test('The matrix is a grid of two classes, the duties a table that may have gaps', () => {
  expect(fieldOf('matrix', 'cells')).toMatchObject({
    form: 'by_class',
    of: 'rows',
    entry: { form: 'by_class', of: 'columns', entry: { form: 'entry' } },
  })
  expect(fieldOf('coverage', 'duties')).toMatchObject({ form: 'by_class', of: 'tier', nullable: true })
})

test('Variants and conditions keep their own forms', () => {
  expect(fieldOf('trigger', 'occurs')).toMatchObject({ form: 'variants', by: 'by' })
  expect(fieldOf('trigger', 'occurs', 'timeToLive')).toMatchObject({ form: 'number', unit: 'days' })
  expect(fieldOf('trigger', 'audience')).toEqual({ form: 'condition' })
  expect(fieldOf('trigger', 'talkingPoints')).toEqual({ form: 'sentences' })
})

test('A new value fits the schema wherever nothing has to be written by hand', () => {
  const filled = {
    ...Object(blank(formOf(schemaOf('coverage')), around)),
    id: 'coverage_two',
    name: { 'zh-CN': '维护', en: 'Contact' },
  }
  expect(schemaOf('coverage').safeParse(filled).success).toBe(true)
})

test('The rows of a table are a grid of tests and results; days, formulas and products have fields of their own', () => {
  expect(fieldOf('table', 'rows')).toMatchObject({ form: 'rows' })
  const when = inGroup(Object(fieldOf('table', 'rows')).item, 'when')
  expect(when).toEqual({ form: 'alongside', list: 'inputs', cell: { form: 'text' } })
  expect(fieldOf('campaign', 'until')).toEqual({ form: 'date' })
  expect(fieldOf('measure', 'calculation', 'formula')).toEqual({ form: 'formula' })
  const product = { form: 'entry_of', list: 'products', by: 'id' }
  expect(fieldOf('campaign', 'offer', 'product')).toEqual({ ...product, through: 'offer.suitability' })
  expect(fieldOf('affinity', 'rules', 'offer')).toEqual({ ...product, through: 'suitability' })
})
