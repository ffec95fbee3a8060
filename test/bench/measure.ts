/** Measures one peer at one task in a process of its own, so that its peak memory is its own, and prints JSON. */
import { createHash } from 'node:crypto'
import type { Plan } from '@branch-playbook/engine'
import type { Measured } from './measured.ts'
import { bareScan, columns, columnsWithLists } from './peers/columns.ts'
import { duckdb, duckdbWithLists } from './peers/duckdb.ts'
import { explained, explainedRead, explainedText } from './peers/explained.ts'
import { objects } from './peers/objects.ts'
import type { Outcome, Peer } from './peers/peer.ts'
import { reference } from './peers/reference.ts'
import { zen, zenOwnText, zenText, zenTraced } from './peers/zen.ts'
import { crowd } from './population.ts'
import { retail } from './retail.ts'

const PEERS: Record<string, Peer> = {
  'decide columns': columns,
  'decide duckdb': duckdb,
  'decide zen-engine': zen,
  'decide json-rules-engine': reference,
  'decide objects': objects,
  'decide scan': bareScan,
  'explain columns': columns,
  'explain trace': explained,
  'explain trace, all read': explainedRead,
  'explain zen-engine': zenTraced,
  'explain json-rules-engine': reference,
  'explain-text trace': explainedText,
  'explain-text zen-engine': zenText,
  'explain-text zen-engine, own': zenOwnText,
  'lists columns': columnsWithLists,
  'lists duckdb': duckdbWithLists,
}

const SEED = 7

const [task = '', peer = '', n = '0', rounds = '1'] = process.argv.slice(2)
console.log(JSON.stringify(await measure(`${task} ${peer}`, Number(n), Number(rounds))))

async function measure(name: string, count: number, rounds: number): Promise<Measured> {
  const measured = PEERS[name]
  if (!measured) throw new Error(`There is no "${name}"`)
  const { planned: whole, run } = await retail()
  // An explanation has the values of all steps, so all of them have to be equal.
  const planned = name.startsWith('explain') ? { ...whole, outputs: whole.steps } : whole
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
