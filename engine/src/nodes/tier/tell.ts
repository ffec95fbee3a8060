import { paragraph, table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import { loweredThreshold, type Tier } from './tier.ts'

/** Thresholds as a table, and in sentences what it takes to fall below one. */
export const tellTier = (node: Tier, words: BookWords): Telling => ({
  of: () => [paragraph(words.say('tier.of', { figure: words.figure(node.of) }))],
  bands: () => [bandsTable(node, words)],
  ifMissing: () => [
    paragraph(
      words.say('tier.missing', {
        figure: words.figure(node.of),
        tier: words.valueOf(node.id, node.ifMissing),
      }),
    ),
  ],
  hysteresis: () => holding(node, words),
})

function bandsTable({ id, of, bands, hysteresis }: Tier, words: BookWords) {
  const shares = bands.some(({ top }) => top !== undefined)
  const kind = words.typeOf(of)?.type.kind ?? 'count'
  const threshold = (from: number | undefined) =>
    from === undefined ? words.say('tier.rest') : words.say('tier.from', { from: words.valueOf(of, from) })
  return table(
    '',
    [
      words.field('tier'),
      { title: words.say('tier.threshold'), isNumeric: true },
      ...(hysteresis ? [{ title: words.say('tier.kept'), isNumeric: true }] : []),
      ...(shares ? [{ title: words.field('top'), isNumeric: true }] : []),
    ],
    bands.map(({ name, from, top }) => [
      words.valueOf(id, name),
      threshold(from),
      ...(hysteresis
        ? [
            from === undefined
              ? words.say('none')
              : threshold(loweredThreshold(from, hysteresis.margin, kind)),
          ]
        : []),
      ...(shares ? [top === undefined ? words.say('none') : words.number('percent', top)] : []),
    ]),
  )
}

function holding({ of, hysteresis }: Tier, words: BookWords) {
  if (!hysteresis) return []
  const { previous, monthsBelow, margin, graceMonths } = hysteresis
  const values = {
    figure: words.figure(of),
    previous: words.figure(previous),
    monthsBelow: words.figure(monthsBelow),
    margin: words.number('percent', margin),
    grace: words.number('months', graceMonths),
  }
  return (['tier.rises', 'tier.margin', 'tier.grace'] as const).map((key) =>
    paragraph(words.say(key, values)),
  )
}
