/** Measures one peer at one task in a process of its own, so that its peak memory is its own, and prints JSON. */
import { createHash } from 'node:crypto'
import { type Plan, parseDay, parsePlaybookText, plan, type Run } from '@branch-playbook/engine'
import { readCalendar, readPlaybookText } from '@branch-playbook/playbooks'
import type { Measured } from './measured.ts'
import { bareScan, columns, columnsWithLists } from './peers/columns.ts'
import { duckdb, duckdbWithLists } from './peers/duckdb.ts'
import { objects } from './peers/objects.ts'
import type { Outcome, Peer } from './peers/peer.ts'
import { reference } from './peers/reference.ts'
import { zen } from './peers/zen.ts'
import { crowd } from './population.ts'

const PEERS: Record<string, Peer> = {
  'decide columns': columns,
  'decide duckdb': duckdb,
  'decide zen-engine': zen,
  'decide json-rules-engine': reference,
  'decide objects': objects,
  'decide scan': bareScan,
  'lists columns': columnsWithLists,
  'lists duckdb': duckdbWithLists,
}

const DAY = '2026-11-24'
const SEED = 7

const [task = '', peer = '', n = '0', rounds = '1'] = process.argv.slice(2)
console.log(JSON.stringify(await measure(`${task} ${peer}`, Number(n), Number(rounds))))

async function measure(name: string, count: number, rounds: number): Promise<Measured> {
  const measured = PEERS[name]
  if (!measured) throw new Error(`There is no "${name}"`)
  const { planned, run } = await retail()
  const round = await measured.prepare(planned, () => crowd(planned, count, run.asOf, SEED), run)
  const times: number[] = []
  for (let at = 0; at < rounds; at += 1) {
    const start = performance.now()
    await round.run()
    times.push(performance.now() - start)
  }
  const peakRssMiB = process.resourceUsage().maxRSS / 1024
  return {
    ms: median(times),
    first: times[0] ?? 0,
    peakRssMiB,
    digest: digest(planned, await round.outcome()),
  }
}

/** The default playbook on a day on which a rate cut is news. */
async function retail(): Promise<{ planned: Plan; run: Run }> {
  const text = await readPlaybookText('retail')
  const parsed = text.ok ? parsePlaybookText(text.value) : text
  const planned = parsed.ok ? plan(parsed.value) : parsed
  const calendar = await readCalendar('cn')
  if (!planned.ok || !calendar.ok) throw new Error('The default playbook or its calendar has problems')
  const name = { 'zh-CN': '降息', en: 'Rate cut' }
  const events = [{ id: 'cut', type: 'rate_cut', day: '2026-11-23', name }]
  return { planned: planned.plan, run: { asOf: parseDay(DAY) ?? 0, workingDays: calendar.value, events } }
}

function digest({ outputs }: Plan, { columns, lists }: Outcome): string {
  const hash = createHash('sha256')
  for (const { name } of outputs) {
    const column = columns.get(name)
    if (column) hash.update(name).update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  if (lists) hash.update(new Uint8Array(lists.customers.buffer)).update(new Uint8Array(lists.listed.buffer))
  return hash.digest('hex')
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0
}
