import { plainly } from '../../diff/called.ts'
import { paragraph } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Trigger } from './trigger.ts'

/** When the trigger fires, in a sentence. */
export const tellTrigger = ({ occurs, lastContact }: Trigger, words: BookWords): Telling => ({
  occurs: () => [
    paragraph(
      occurs.by === 'announcement'
        ? words.say('trigger.announced', {
            event: plainly(occurs.event),
            days: words.number('days', occurs.timeToLive),
          })
        : words.say('trigger.date', {
            date: words.figure(occurs.date),
            before: words.number('days', occurs.daysBefore),
            after: words.number('days', occurs.daysAfter),
          }),
    ),
  ],
  lastContact: () => [paragraph(words.say('trigger.settled', { contact: words.figure(lastContact) }))],
})
