import { table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Rule } from './rule.ts'

/** Cases as a table, in the order in which they are tried. */
export const tellRule = (node: Rule, words: BookWords): Telling => ({
  cases: () => {
    const cases = node.cases ?? []
    const noted = cases.some(({ note }) => note !== undefined)
    const heads = [words.say('number'), words.say('rule.when'), words.say('rule.then')]
    return [
      table(
        words.say('rule.cases'),
        noted ? [...heads, words.field('note')] : heads,
        cases.map(({ when, then, note }, at) => [
          String(at + 1),
          words.inline(when),
          words.valueOf(node.id, then),
          ...(noted ? [note ? words.text(note) : ''] : []),
        ]),
      ),
    ]
  },
})
