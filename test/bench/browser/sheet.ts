import { addNodes } from '../../browser/rules.ts'
import { LARGE_TABLES } from '../large-table.ts'
import { framesDuring } from './frames.ts'
import { quantile } from './quantile.ts'
import { inWorkshop, type Timed } from './workshop.ts'

const ROWS = 1_000
const TESTED = [
  'demand_deposits',
  'term_deposits',
  'wealth',
  'funds',
  'insurance',
  'securities',
  'gold',
  'loans',
  'card_credit',
] as const
const CELLS = ROWS * (TESTED.length + 1)

/** A frame that takes longer is felt. */
const MOST_MS = 50

/** Turns of the wheel down the table and across it, and the pixels of each. */
const TURNS = 150
const PIXELS = 240

/** Scrolls a table of 10,000 cells by the wheel in the real workshop, down and across, and times every frame. */
export const measureSheet = (): Promise<readonly Timed[]> =>
  inWorkshop({
    async prepare(_server, script) {
      await addNodes(script, [largeTable()])
      return undefined
    },
    async measure(page) {
      await page.locator('.react-flow__node[data-id="large"]').focus()
      await page.keyboard.press('Enter')
      const grid = page.getByRole('grid')
      await grid.hover()
      // What is found about the new table by reasoning and by counting comes first.
      await page.waitForTimeout(10_000)
      const frames = await framesDuring(page, async () => {
        for (let turn = 0; turn < TURNS; turn += 1) {
          await page.mouse.wheel(turn % 5 === 4 ? 90 : 0, PIXELS)
          await page.waitForTimeout(16)
        }
      })
      const last = await grid.getByRole('row').last().getAttribute('aria-rowindex')
      if (Number(last) < ROWS) throw new Error(`The last row was not reached, but row ${last}`)
      const line = (task: string, ms: number): Timed => ({ task, n: CELLS, ms, most: MOST_MS })
      return [line('sheet frame p50', quantile(frames, 0.5)), line('sheet frame max', Math.max(...frames))]
    },
  })

function largeTable() {
  const cell = LARGE_TABLES['leaves some out']
  return {
    id: 'large',
    kind: 'table',
    name: { 'zh-CN': '大表', en: 'A large table' },
    hitPolicy: 'first',
    inputs: TESTED.map((of) => ({ of })),
    outputs: [{ id: 'points', type: 'count', otherwise: 0 }],
    rows: Array.from({ length: ROWS }, (_, row) => ({
      when: TESTED.map((_, column) => cell?.(row, column) ?? '-'),
      then: [row],
    })),
  }
}
