import type { Fact, Playbook } from '@branch-playbook/engine'

const text = (words: string) => ({ 'zh-CN': words, en: words })

const ROWS = 1000
const COLUMNS = 10

const FACTS: Fact[] = Array.from({ length: COLUMNS }, (_, at) => ({
  name: `figure_${at}`,
  label: text(`Figure ${at}`),
  type: 'money',
  missing: 'never',
}))

/** Which of ten stretches from below nothing to without end; together they are everything. */
function stretch(at: number): string {
  if (at === 0) return '< 10'
  return at === 9 ? '>= 90' : `[${at * 10}..${at * 10 + 9}]`
}

/** Tables of 10,000 cells: what is hard about them, and the cell at a row and column. */
export const LARGE_TABLES: Readonly<Record<string, (row: number, column: number) => string>> = {
  'leaves nobody out': (row, column) => (column < 3 ? stretch(Math.floor(row / 10 ** column) % 10) : '-'),
  'leaves some out': (row, column) =>
    column === 0 ? `[${row * 100}..${row * 100 + 99}]` : `>= ${(row * 7 + column * 13) % 50}`,
  'rows at random': (row, column) => {
    const ends = [(row * 7919 + column * 104_729) % 1000, (row * 6007 + column * 3571) % 1000]
    return `[${Math.min(...ends)}..${Math.max(...ends)}]`
  },
}

/** A playbook of one table of 10,000 cells. */
export const largeTable = (cell: (row: number, column: number) => string): Playbook => ({
  format: 1,
  id: 'large',
  name: text('A large table'),
  currency: 'CNY',
  calendar: 'cn',
  facts: FACTS,
  nodes: [
    {
      id: 'large',
      kind: 'table',
      name: text('A large table'),
      hitPolicy: 'first',
      inputs: FACTS.map(({ name }) => ({ of: name })),
      outputs: [{ id: 'points', type: 'count' }],
      rows: Array.from({ length: ROWS }, (_, row) => ({
        when: FACTS.map((_, column) => cell(row, column)),
        then: [row],
      })),
    },
  ],
  tests: [],
})
