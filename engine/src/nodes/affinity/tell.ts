import { plainly } from '../../diff/called.ts'
import { table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Affinity } from './affinity.ts'
import { type Association, associationFigures } from './association.ts'

/** The accepted associations, with what was counted when they were found. */
export const tellAffinity = (node: Affinity, words: BookWords): Telling => ({
  rules: () => [
    table(
      words.say('affinity.rules'),
      [
        words.say('affinity.rule'),
        words.say('affinity.has'),
        words.say('affinity.lacks'),
        words.say('affinity.offer'),
        words.say('affinity.counted'),
        words.say('affinity.accepted'),
      ],
      node.rules.map((rule) => [
        plainly(rule.id),
        words.joined(rule.has.map((id) => holding(node, id, words))),
        holding(node, rule.lacks, words),
        words.valueOf(node.suitability, rule.offer),
        counted(rule, words),
        words.say('affinity.accepted_by', { by: rule.acceptedBy, on: rule.acceptedOn, until: rule.until }),
      ]),
    ),
  ],
})

const holding = ({ holdings }: Affinity, id: string, words: BookWords): string =>
  words.label(holdings.find((each) => each.id === id)) ?? id

function counted(rule: Association, words: BookWords): string {
  const { confidence, lift } = associationFigures(rule)
  const { customers, has, lacks, both } = rule.counts
  return words.say('affinity.counts', { confidence, lift, customers, has, lacks, both })
}
