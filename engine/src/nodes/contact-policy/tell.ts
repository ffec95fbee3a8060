import { paragraph } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { ContactPolicy } from './contact-policy.ts'

/** The limits in sentences; the consents as a table. */
export const tellContactPolicy = (node: ContactPolicy, words: BookWords): Telling => ({
  doNotContact: () => [paragraph(words.say('policy.wish', { fact: words.figure(node.doNotContact) }))],
  touches: () =>
    node.touches
      ? [
          paragraph(
            words.say('policy.touches', { fact: words.figure(node.touches.fact), most: node.touches.most }),
          ),
        ]
      : [],
  quiet: () =>
    node.quiet
      ? [
          paragraph(
            words.say('policy.quiet', {
              fact: words.figure(node.quiet.lastContact),
              days: words.number('days', node.quiet.days),
            }),
          ),
        ]
      : [],
  coolDown: () =>
    node.coolDown
      ? [
          paragraph(
            words.say('policy.cool_down', {
              fact: words.figure(node.coolDown.lastRefusal),
              days: words.number('days', node.coolDown.days),
            }),
          ),
        ]
      : [],
})
