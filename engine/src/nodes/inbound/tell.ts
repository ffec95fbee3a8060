import { type Block, table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Enquiry, Handling, Inbound } from './inbound.ts'

/** One table for each kind of enquiry: who deals with it, by when, and with which answer. */
export const tellInbound = (node: Inbound, words: BookWords): Telling => ({
  // Who there is shows in the tables; one who handles nothing yet is still named.
  handlers: () => [
    {
      block: 'fields',
      fields: [
        {
          name: words.field('handlers', 'inbound'),
          value: words.joined(
            node.handlers.map(({ name, person }) =>
              person === undefined
                ? words.text(name)
                : words.say('noted', { text: words.text(name), note: words.choice(person) }),
            ),
          ),
        },
      ],
    },
  ],
  enquiries: () =>
    node.enquiries.flatMap((enquiry) => [enquiryTable(node, enquiry, words), ...said(enquiry, words)]),
})

function enquiryTable(node: Inbound, { name, cases = [], otherwise }: Enquiry, words: BookWords): Block {
  return table(
    words.text(name),
    [
      words.say('inbound.when'),
      words.say('inbound.handler'),
      words.say('inbound.deadline'),
      words.say('inbound.answer'),
      words.say('inbound.offers'),
    ],
    [
      ...cases.map(({ when, note, ...handling }) => [
        note ? words.say('noted', { text: words.inline(when), note: words.text(note) }) : words.inline(when),
        ...handled(node, handling, words),
      ]),
      [
        words.say(cases.length === 0 ? 'inbound.always' : 'inbound.otherwise'),
        ...handled(node, otherwise, words),
      ],
    ],
  )
}

/** What customers say when they mean it. */
function said({ name, words: phrases }: Enquiry, words: BookWords): Block[] {
  const inLanguage = phrases?.[words.locale] ?? []
  if (inLanguage.length === 0) return []
  const title = words.say('noted', { text: words.text(name), note: words.say('inbound.words') })
  return [{ block: 'list', title, isOrdered: false, items: inLanguage.map((text) => ({ text })) }]
}

function handled(
  node: Inbound,
  { handler, deadline, answer, offersFrom }: Handling,
  words: BookWords,
): string[] {
  return [
    words.label(node.handlers.find(({ id }) => id === handler)) ?? handler,
    deadline.by === 'minutes'
      ? words.number('minutes', deadline.minutes)
      : words.number('working_days', deadline.days),
    words.text(answer),
    offersFrom === undefined ? words.say('inbound.nothing') : words.figure(offersFrom),
  ]
}
