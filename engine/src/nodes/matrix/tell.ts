import { paragraph, table } from '../../rulebook/block.ts'
import type { BookWords } from '../../rulebook/book-words.ts'
import type { Telling } from '../../rulebook/tell.ts'
import type { Matrix } from './matrix.ts'

/** The grid first, then each strategy with what the adviser may say. */
export const tellMatrix = (node: Matrix, words: BookWords): Telling => ({
  rows: () => {
    const sides = { rows: words.figure(node.rows), columns: words.figure(node.columns) }
    return [paragraph(words.say('matrix.sides', sides)), grid(node, words)]
  },
  columns: () => [],
  cells: () => [],
})

function grid({ rows, columns, cells, strategies }: Matrix, words: BookWords) {
  const across = [...new Set(Object.values(cells).flatMap((row) => Object.keys(row)))]
  const called = (id: string | undefined) =>
    words.label(strategies.find((each) => each.id === id)) ?? id ?? ''
  return table(
    '',
    [
      words.say('matrix.corner', { rows: words.figure(rows), columns: words.figure(columns) }),
      ...across.map((value) => words.valueOf(columns, value)),
    ],
    Object.entries(cells).map(([value, row]) => [
      words.valueOf(rows, value),
      ...across.map((column) => called(row[column])),
    ]),
  )
}
