import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { playbookFile, readCalendarDocument } from '@branch-playbook/playbooks'
import { build } from 'vite'
import { z } from 'zod'
import { chromiumPath, launch } from '../../browser/chromium.ts'
import { quantile } from './quantile.ts'

const DAY = '2026-11-24'
const EDITS = 30

const timesSchema = z.object({
  first: z.number(),
  whatIf: z.array(z.number()),
  counts: z.array(z.number()),
  equal: z.boolean(),
})

/** What-if on that many customers in a real browser, in the words of the other lines. */
export async function measureWhatIf(count: number) {
  const [script, playbook, calendar] = await Promise.all([
    bundle(),
    readFile(playbookFile('retail'), 'utf8'),
    readCalendarDocument('cn'),
  ])
  const browser = await launch(await chromiumPath())
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script })
    if (!calendar.ok) throw new Error('The calendar cannot be read')
    const given = JSON.stringify({
      playbook,
      calendar: JSON.stringify(calendar.value),
      day: DAY,
      count,
      seed: 7,
      edits: EDITS,
    })
    const { first, whatIf, counts, equal } = timesSchema.parse(await page.evaluate(`bench.measure(${given})`))
    const line = (task: string, ms: number) => ({
      task,
      peer: 'chromium',
      n: count,
      ms,
      peakRssMiB: 0,
      equal,
    })
    return [
      line('what-if first', first),
      line('what-if p50', quantile(whatIf, 0.5)),
      line('what-if p95', quantile(whatIf, 0.95)),
      line('counts p50', quantile(counts, 0.5)),
      line('counts p95', quantile(counts, 0.95)),
    ]
  } finally {
    await browser.close()
  }
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2024',
      lib: {
        entry: fileURLToPath(new URL('./page.ts', import.meta.url)),
        name: 'bench',
        formats: ['iife'],
        fileName: 'page',
      },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const [chunk] = output && 'output' in output ? output.output : []
  if (chunk?.type !== 'chunk') throw new Error('The page was not built')
  return chunk.code
}
