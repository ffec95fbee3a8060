import { type Block, paragraph } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Arbitration } from './arbitration.ts'

/** The occasions in the order in which they lead, and how customers are ranked. */
export const tellArbitration = (node: Arbitration, words: BookWords): Telling => ({
  policy: () => [paragraph(words.say('arbitration.policy', { policy: words.figure(node.policy) }))],
  coverage: () => [ordered(words.say('arbitration.coverage'), node.coverage, words)],
  triggers: () => [ordered(words.say('arbitration.triggers'), node.triggers, words)],
  campaigns: () => [ordered(words.say('arbitration.campaigns'), node.campaigns ?? [], words)],
  value: () => [
    paragraph(
      words.say('arbitration.score', {
        value: words.figure(node.value),
        cap: words.number('money', node.valueCap),
        strategy: words.figure(node.strategy),
      }),
    ),
  ],
  valueCap: () => [],
  strategy: () => [],
  minutesPerDay: () => [
    paragraph(words.say('arbitration.minutes', { minutes: words.number('minutes', node.minutesPerDay) })),
  ],
})

const ordered = (title: string, ids: readonly string[], words: BookWords): Block => ({
  block: 'list',
  title,
  isOrdered: true,
  items: ids.map((id) => ({ text: words.figure(id) })),
})
