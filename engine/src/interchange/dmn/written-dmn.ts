import { factSchema } from '../../playbook/fact.ts'

export const text = (id: string) => ({ 'zh-CN': id, en: id })
const xmlText = (written: string) => written.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export interface Written {
  readonly name?: string
  readonly policy?: string
  readonly inputs?: readonly (readonly [expression: string, typeRef?: string, values?: string])[]
  readonly outputs?: readonly (readonly [name: string, typeRef?: string, more?: string])[]
  readonly rows: readonly (readonly [tests: readonly string[], results: readonly string[], note?: string])[]
}

/** A decision as tools write it, with prefixes and identifiers of their own. */
export function decision({
  name = 'Fee',
  policy = '',
  inputs = [['Age', 'number']],
  outputs = [['fee', 'number']],
  rows,
}: Written): string {
  const entry = (tag: string, written: string) =>
    `<dmn:${tag} id="_${Math.random()}"><dmn:text>${xmlText(written)}</dmn:text></dmn:${tag}>`
  return `<dmn:decision id="_${name.length}" name="${name}"><dmn:variable name="${name}"/>
    <dmn:decisionTable id="_t" ${policy} preferredOrientation="Rule-as-Row">
    ${inputs.map(([expression, typeRef, values]) => `<dmn:input id="_i"><dmn:inputExpression ${typeRef ? `typeRef="${typeRef}"` : ''}><dmn:text>${xmlText(expression)}</dmn:text></dmn:inputExpression>${values ? entry('inputValues', values) : ''}</dmn:input>`).join('')}
    ${outputs.map(([output, typeRef, more = '']) => `<dmn:output name="${output}" ${typeRef ? `typeRef="${typeRef}"` : ''}>${more}</dmn:output>`).join('')}
    <dmn:annotation name="why"/>
    ${rows.map(([tests, results, note = '']) => `<dmn:rule id="_r">${tests.map((each) => entry('inputEntry', each)).join('')}${results.map((each) => entry('outputEntry', each)).join('')}${entry('annotationEntry', note)}</dmn:rule>`).join('')}
    </dmn:decisionTable></dmn:decision>`
}

export const file = (...content: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20230324/MODEL/" name="f" id="f">${content.join('\n')}</dmn:definitions>`

export const FACTS = [
  factSchema.parse({ name: 'age', label: text('age'), type: 'count', missing: 'never' }),
  factSchema.parse({
    name: 'level',
    label: text('level'),
    type: 'class',
    values: ['gold', 'silver'],
    missing: 'possible',
  }),
]
