import type { Form } from './form.ts'

/** What a new value may start from: the candidates and class values known at its place. */
export interface Surroundings {
  candidates(reference: Extract<Form, { form: 'reference' }>['reference']): readonly string[]
  classValues(field: string): readonly string[]
  entries(list: string, by: string): readonly string[]
  entriesOf(through: string, list: string, by: string): readonly string[]
  /** How many entries a list of the node has. */
  size(list: string): number
}

/** A value that fits a form as well as can be guessed; what cannot be guessed shows as a problem at its field. */
export function blank(form: Form, around: Surroundings): unknown {
  switch (form.form) {
    case 'group':
      return blankGroup(form.fields, around)
    case 'variants': {
      const [first] = form.variants
      return first && { [form.by]: first.value, ...blankGroup(first.fields, around) }
    }
    case 'text':
    case 'formula':
      return ''
    case 'date':
      return '2026-01-01'
    case 'bilingual':
      return { 'zh-CN': '', en: '' }
    case 'sentences':
      return { 'zh-CN': [], en: [] }
    case 'number':
      return Math.max(form.least ?? 0, 0)
    case 'threshold':
      return 0
    case 'flag':
      return false
    case 'typed_value':
      return ''
    case 'choice':
      return form.choices[0]
    case 'fixed':
      return form.value
    case 'reference':
      return around.candidates(form.reference)[0] ?? ''
    case 'class_value':
      return around.classValues(form.of)[0] ?? ''
    case 'entry':
      return around.entries(form.list, form.by)[0] ?? ''
    case 'entry_of':
      return around.entriesOf(form.through, form.list, form.by)[0] ?? ''
    case 'list':
    case 'rows':
      return []
    case 'alongside':
      return Array.from({ length: around.size(form.list) }, () => blankCell(form.cell, around))
    case 'by_class':
      return Object.fromEntries(
        around.classValues(form.of).map((value) => [value, form.nullable ? null : blank(form.entry, around)]),
      )
    case 'condition': {
      const of = around.candidates({ to: 'value', kinds: ['money', 'count', 'days'] })[0] ?? ''
      return { of, is: 'at_least', value: 0 }
    }
  }
}

/** A cell of text is a test, and a new one admits anything. */
export const blankCell = (cell: Form, around: Surroundings): unknown =>
  cell.form === 'text' ? '-' : blank(cell, around)

const blankGroup = (fields: Extract<Form, { form: 'group' }>['fields'], around: Surroundings) =>
  Object.fromEntries(
    fields.filter(({ optional }) => !optional).map(({ name, form }) => [name, blank(form, around)]),
  )
