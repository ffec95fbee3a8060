import { paragraph, table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Measure } from './measure.ts'

type Sum = Extract<Measure['calculation'], { method: 'sum' }>

/** Sums, formulas and days as people would say them; windows and ranks as their schema says. */
export function tellMeasure({ calculation }: Measure, words: BookWords): Telling {
  switch (calculation.method) {
    case 'sum':
      return { calculation: () => [paragraph(words.say('measure.sum')), termsTable(calculation, words)] }
    case 'days_since': {
      const { date, ifMissing } = calculation
      const sentence = paragraph(words.say('measure.days_since', { date: words.figure(date) }))
      const never =
        ifMissing === undefined
          ? []
          : [paragraph(words.say('measure.never', { days: words.number('days', ifMissing) }))]
      return { calculation: () => [sentence, ...never] }
    }
    default:
      return {}
  }
}

function termsTable({ terms }: Sum, words: BookWords) {
  const decided = terms.some(({ ifMissing }) => ifMissing !== undefined)
  return table(
    '',
    [
      words.field('of'),
      { title: words.say('measure.counts'), isNumeric: true },
      ...(decided ? [{ title: words.field('ifMissing'), isNumeric: true }] : []),
    ],
    terms.map((term) => [
      words.figure(term.of),
      weight(term, words),
      ...(decided
        ? [term.ifMissing === undefined ? words.say('none') : words.valueOf(term.of, term.ifMissing)]
        : []),
    ]),
  )
}

function weight({ rate, each }: Sum['terms'][number], words: BookWords): string {
  const parts = [
    ...(rate === undefined ? [] : [words.number('percent', rate)]),
    ...(each === undefined ? [] : [words.say('measure.each', { amount: words.number('money', each) })]),
  ]
  return parts.length === 0 ? words.say('measure.whole') : words.joined(parts)
}
