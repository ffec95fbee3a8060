import { type Block, table } from './block.ts'
import type { BookWords } from './book-words.ts'

/** What the playbook as a whole says, and the dictionary of what is known of a customer. */
export function factBlocks(words: BookWords): Block[] {
  const { currency, calendar, facts } = words.playbook
  return [
    {
      block: 'fields',
      fields: [
        { name: words.field('currency'), value: currency },
        { name: words.field('calendar'), value: calendar },
      ],
    },
    table(
      '',
      [words.say('facts.name'), words.field('type'), words.say('facts.missing'), words.field('note')],
      facts.map((fact) => [
        words.text(fact.label),
        fact.type === 'class'
          ? words.say('facts.class', {
              values: words.joined(fact.values.map((value) => words.valueOf(fact.name, value))),
            })
          : words.choice(fact.type),
        words.say('facts.may_be_missing', { missing: fact.missing }),
        fact.note ? words.text(fact.note) : '',
      ]),
    ),
  ]
}
