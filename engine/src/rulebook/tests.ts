import { plainly } from '../diff/called.ts'
import type { BankEvent } from '../playbook/event.ts'
import type { PlaybookTest } from '../playbook/playbook.ts'
import { type Block, paragraph, table } from './block.ts'
import type { BookWords } from './book-words.ts'

/** The tests of a playbook as examples: who, on which day, and what is to become of him. */
export function testBlocks(words: BookWords): Block[] {
  const { examples = [], tests } = words.playbook
  return [
    paragraph(words.say('tests.what')),
    ...(examples.length === 0 ? [] : [examplesTable(words)]),
    table(
      words.say('tests.title'),
      [words.say('tests.name'), words.field('asOf'), words.say('tests.customer'), words.field('expect')],
      tests.map((test) => [test.name, test.asOf, customer(test, words), expected(test, words)]),
    ),
  ]
}

/** The customers that tests start from, side by side. */
function examplesTable(words: BookWords): Block {
  const { examples = [] } = words.playbook
  const facts = [...new Set(examples.flatMap(({ facts }) => Object.keys(facts)))]
  return table(
    words.say('tests.examples'),
    [words.say('facts.name'), ...examples.map(({ id }) => ({ title: plainly(id), isNumeric: true }))],
    facts.map((fact) => [
      words.figure(fact),
      ...examples.map(({ facts }) =>
        facts[fact] === undefined ? words.say('none') : words.valueOf(fact, facts[fact]),
      ),
    ]),
  )
}

function customer({ like, facts, events = [] }: PlaybookTest, words: BookWords): string {
  const parts = [
    ...(like === undefined ? [] : [words.say('tests.like', { example: plainly(like) })]),
    ...pairs(facts, words),
    ...events.map((event) => eventText(event, words)),
  ]
  return parts.length === 0 ? words.say('none') : sentences(parts, words)
}

const expected = ({ expect }: PlaybookTest, words: BookWords): string =>
  sentences(pairs(expect, words), words)

const pairs = (values: PlaybookTest['expect'], words: BookWords): string[] =>
  Object.entries(values).map(([name, value]) =>
    words.say('tests.pair', {
      name: words.figure(name),
      value: Array.isArray(value)
        ? words.joined(value.map((each) => words.valueOf(name, each)))
        : words.valueOf(name, value),
    }),
  )

const eventText = ({ type, day, name }: BankEvent, words: BookWords): string =>
  words.say('tests.event', { name: words.text(name), type: plainly(type), day })

const sentences = (parts: readonly string[], words: BookWords): string =>
  parts.length === 0
    ? words.say('none')
    : parts.reduce((first, second) => words.say('tests.then', { first, second }))
