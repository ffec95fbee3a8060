import type { Claim } from '../invariant/invariant.ts'
import { type Block, type Item, paragraph } from './block.ts'
import type { BookWords } from './book-words.ts'

/** What the bank wants to be so for every customer there could be. */
export const claimBlocks = (words: BookWords): Block[] =>
  (words.playbook.invariants ?? []).map(
    ({ name, claim }): Block => ({
      block: 'group',
      title: words.text(name),
      blocks: claimText(claim, words),
    }),
  )

function claimText(claim: Claim, words: BookWords): Block[] {
  if (claim.kind === 'monotone') {
    const names = { more: words.figure(claim.more), figure: words.figure(claim.neverLowers) }
    return [paragraph(words.say('claim.monotone', names))]
  }
  const { when } = claim
  const list = (title: string, item: Item): Block => ({
    block: 'list',
    title,
    isOrdered: false,
    items: [item],
  })
  return [
    when ? list(words.say('claim.when'), words.condition(when)) : paragraph(words.say('claim.everybody')),
    list(words.say('claim.then'), words.condition(claim.then)),
  ]
}
