import { type Column, paragraph, table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import { parseUnary } from '../../unary/parse.ts'
import type { UnaryPart, UnaryTest } from '../../unary/unary.ts'
import { isNumeric } from '../../values/value-type.ts'
import type { Table, TableInput, TableOutput } from './schema.ts'

/** The rows with their tests in words, and what comes out where none applies. */
export const tellTable = (node: Table, words: BookWords): Telling => ({
  hitPolicy: () => [paragraph(words.say(`hit.${node.hitPolicy}`))],
  inputs: () => node.inputs.flatMap((input) => inputSentence(input, words)),
  outputs: () => node.outputs.flatMap((output, at) => outputSentences(node, output, at, words)),
  rows: () => [rowsTable(node, words)],
})

function inputSentence({ of, label, ifMissing }: TableInput, words: BookWords) {
  const name = label ? words.text(label) : words.figure(of)
  const called = label ? [paragraph(words.say('table.input', { name, figure: words.figure(of) }))] : []
  const missing =
    ifMissing === undefined ? [] : [paragraph(words.say('table.input_missing', { name, ifMissing }))]
  return [...called, ...missing]
}

function outputSentences(
  node: Table,
  { values, otherwise, type }: TableOutput,
  at: number,
  words: BookWords,
) {
  const name = outputName(node, at, words)
  const told = [paragraph(words.say('table.output', { name, type: words.choice(type) }))]
  if (values) {
    const listed = words.joined(values.map((value) => outputValue(node, at, value, words)))
    told.push(paragraph(words.say('table.values', { name, values: listed })))
  }
  if (otherwise !== undefined)
    told.push(
      paragraph(words.say('table.otherwise', { name, value: outputValue(node, at, otherwise, words) })),
    )
  return told
}

function rowsTable(node: Table, words: BookWords) {
  const noted = node.rows.some(({ note }) => note !== undefined)
  const columns: (string | Column)[] = [
    words.say('number'),
    ...node.inputs.map(({ of, label }) => (label ? words.text(label) : words.figure(of))),
    ...node.outputs.map((output, at) => ({
      title: words.say('table.gives', { name: outputName(node, at, words) }),
      isNumeric: isNumericOutput(output),
    })),
  ]
  return table(
    words.field('rows'),
    noted ? [...columns, words.field('note')] : columns,
    node.rows.map(({ when, then, note }, at) => [
      String(at + 1),
      ...when.map((cell, place) => cellText(cell, node.inputs[place], words)),
      ...then.map((value, place) => outputValue(node, place, value, words)),
      ...(noted ? [note ? words.text(note) : ''] : []),
    ]),
  )
}

const isNumericOutput = ({ type }: TableOutput): boolean =>
  type !== 'class' && type !== 'text' && type !== 'flag' && isNumeric({ kind: type })

function outputName({ id, outputs, name }: Table, at: number, words: BookWords): string {
  const output = outputs[at]
  if (output?.label) return words.text(output.label)
  return outputs.length === 1 ? words.text(name) : words.figure(`${id}.${output?.id ?? ''}`)
}

function outputValue(
  { outputs }: Table,
  at: number,
  value: string | number | boolean,
  words: BookWords,
): string {
  const type = outputs[at]?.type ?? 'text'
  if (typeof value === 'boolean') return words.say('yes_no', { value: String(value) })
  return typeof value === 'number'
    ? words.number(type === 'class' ? 'text' : type, value)
    : words.choice(value)
}

/** A cell in words; one that cannot be read as it is written. */
function cellText(cell: string, input: TableInput | undefined, words: BookWords): string {
  const of = input?.of ?? ''
  const value = words.typeOf(of)
  const parsed = value && parseUnary(cell, value.type, value.mayBeMissing)
  return parsed?.ok ? testText(parsed.test, of, words) : cell
}

function testText(test: UnaryTest, of: string, words: BookWords): string {
  if (test.admits === 'anything') return words.say('table.anything')
  const texts = test.parts.map((part) => partText(part, of, words))
  const listed = texts.reduce((first, second) => words.say('condition.any_join', { first, second }))
  return test.admits === 'none_of' ? words.say('condition.negated', { text: listed }) : listed
}

function partText(part: UnaryPart, of: string, words: BookWords): string {
  if ('value' in part)
    return words.say('table.compared', { is: part.is, value: written(part.value, of, words) })
  if (part.is !== 'between') return words.say('table.presence', { is: part.is })
  const { least, most, leastOpen, mostOpen } = part.interval
  return words.say('table.between', {
    least: written(least, of, words),
    most: written(most, of, words),
    leastOpen: String(leastOpen),
    mostOpen: String(mostOpen),
  })
}

function written(value: string | number | boolean, of: string, words: BookWords): string {
  const kind = words.typeOf(of)?.type.kind
  return typeof value === 'number' && kind !== undefined
    ? words.number(kind, value)
    : words.valueOf(of, value)
}
