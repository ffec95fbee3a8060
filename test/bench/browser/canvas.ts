import type { Page } from 'playwright-core'
import { z } from 'zod'
import { changeDraft } from '../../browser/rules.ts'
import { manyNodes } from '../many-nodes.ts'
import { framesDuring } from './frames.ts'
import { inWorkshop, type Timed } from './workshop.ts'

const NODES = 500

/** Of a frame at 50 frames a second, in milliseconds. */
const MOST_MS = 20

/** Turns of the wheel in each gesture, and the time between them. */
const TURNS = 120
const PAUSE_MS = 16

const nodesSchema = z.looseObject({ nodes: z.array(z.looseObject({ id: z.string(), kind: z.string() })) })

/**
 * Pans and zooms a playbook of 500 nodes by the wheel in the real workshop, from afar and close by, and times every
 * frame; of each gesture the average.
 */
export const measureCanvas = (): Promise<readonly Timed[]> =>
  inWorkshop({
    async prepare(_server, script) {
      const many = nodesSchema.parse(manyNodes(NODES))
      await changeDraft(script, ({ id }) => ({ ...many, id }))
      return undefined
    },
    async measure(page) {
      await page.locator('.react-flow__node-card').first().waitFor({ timeout: 120_000 })
      await page.locator(UNPLACED).first().waitFor({ state: 'detached', timeout: 180_000 })
      // What is found about the new playbook by reasoning and by counting comes first.
      await page.waitForTimeout(15_000)
      const canvas = page.locator('.react-flow')
      await canvas.hover()
      const panAfar = await turning(page, (at) => page.mouse.wheel(turned(at, 30), turned(at, 18)))
      await page.keyboard.down('Control')
      const zoom = await turning(page, (at) => page.mouse.wheel(0, turned(at, -24)))
      await page.keyboard.up('Control')
      await canvas.focus()
      await page.keyboard.press('0')
      await page.waitForTimeout(1_000)
      const panClose = await turning(page, (at) => page.mouse.wheel(turned(at, 40), turned(at, 24)))
      return [line('canvas pan afar', panAfar), line('canvas zoom', zoom), line('canvas pan close', panClose)]
    },
  })

const line = (task: string, frames: readonly number[]): Timed => ({
  task,
  n: NODES,
  ms: frames.reduce((sum, each) => sum + each, 0) / frames.length,
  most: MOST_MS,
})

/** To and fro, so that something is in view at all times. */
const turned = (at: number, by: number): number => (Math.floor(at / 30) % 2 === 0 ? by : -by)

const turning = (page: Page, turn: (at: number) => Promise<void>): Promise<number[]> =>
  framesDuring(page, async () => {
    for (let at = 0; at < TURNS; at += 1) {
      await turn(at)
      await page.waitForTimeout(PAUSE_MS)
    }
  })

/** Cards that wait for the automatic layout. */
const UNPLACED = '.react-flow__node-card[style*="opacity: 0"]'
