/**
 * `npm run bench`: how many customers a second each evaluator and each peer decides by the default playbook, with
 * all outcomes proven equal, and what it takes in memory; how long the audit log takes to be verified; and how quick
 * the pages of the workshop are. It fails where outcomes differ or a bound is not kept.
 * `--json` prints an object a line; `--quick` leaves out what takes minutes. Lists and customers' pages are served
 * for a demo bank of 100,000 customers; `--data DIRECTORY` serves one that is there, such as one of 1,000,000, and
 * `--serving` measures nothing else.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { isInTime, measureAudit, summariseAudit } from './audited.ts'
import { measureCanvas } from './browser/canvas.ts'
import { measureWhatIf } from './browser/measure.ts'
import { measurePanel } from './browser/panel.ts'
import { measureSheet } from './browser/sheet.ts'
import { type Measured, measuredSchema } from './measured.ts'
import { measureScaling, summariseScaling } from './scaled.ts'
import { isServedInTime, measureServing, summariseServing } from './serving/served.ts'
import { type Line, summariseExplanations, summarisePages } from './summary.ts'

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    serving: { type: 'boolean' },
    data: { type: 'string' },
  },
})

const SIZES = options.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]
const LARGEST = Math.max(...SIZES)

/** Peers that decide customers one by one: their speed does not depend on how many there are. */
const MOST_ONE_BY_ONE = options.quick ? 1_000 : 10_000

const EXPLAINED = options.quick ? 300 : 2_000

const SERVED = options.quick ? 20_000 : 100_000

if (options.serving) {
  const served = await measureServing(SERVED, options.data ?? null)
  summariseServing(served)
  process.exit(isServedInTime(served) ? 0 : 1)
}

const lines: Line[] = []

for (const n of SIZES) {
  const decided = await measure('decide', 'columns', n, 11)
  add('decide', 'columns', n, decided, decided)
  add('decide', 'duckdb', n, await measure('decide', 'duckdb', n, 3), decided)
  add('decide', 'scan', n, await measure('decide', 'scan', n, 11), null)
  const lists = await measure('lists', 'columns', n, 11)
  add('lists', 'columns', n, lists, lists)
  add('lists', 'duckdb', n, await measure('lists', 'duckdb', n, 3), lists)
  const few = Math.min(n, MOST_ONE_BY_ONE)
  if (n !== SIZES[0]) continue
  const ofFew = await measure('decide', 'columns', few, 1)
  for (const peer of ['zen-engine', 'json-rules-engine'])
    add('decide', peer, few, await measure('decide', peer, few, 1), ofFew)
}
const decided = await measure('decide', 'columns', LARGEST, 1)
add('decide', 'objects', LARGEST, await measure('decide', 'objects', LARGEST, 1), decided)
for (const line of await measureWhatIf(LARGEST))
  print({ ...line, customersPerSecond: perSecond(line.n, line.ms) })
const pages = [...(await measureCanvas()), ...(await measureSheet()), ...(await measurePanel(LARGEST))]
if (options.json) for (const page of pages) console.log(JSON.stringify({ peer: 'chromium', ...page }))

// One decision with its full explanation: the values of all steps have to be equal.
const figures = await measure('explain', 'columns', EXPLAINED, 1)
for (const [task, peer, rounds] of [
  ['explain', 'trace', 41],
  ['explain', 'trace, all read', 41],
  ['explain', 'zen-engine', 3],
  ['explain', 'json-rules-engine', 1],
  ['explain-text', 'trace', 41],
  ['explain-text', 'zen-engine', 3],
  ['explain-text', 'zen-engine, own', 3],
] as const)
  add(task, peer, EXPLAINED, await measure(task, peer, EXPLAINED, rounds), figures)

const scaling = await measureScaling(LARGEST)
if (options.json) console.log(JSON.stringify({ task: 'scaling', ...scaling }))

const audited = await measureAudit(LARGEST)
if (options.json) console.log(JSON.stringify({ task: 'audit verify', ...audited }))

const served = await measureServing(SERVED, options.data ?? null)
if (options.json) console.log(JSON.stringify({ task: 'serving', ...served }))

if (!options.json) {
  summarise()
  summarisePages(pages)
  summariseExplanations(lines)
  summariseScaling(scaling)
  summariseAudit(audited)
  summariseServing(served)
}
const isFast = pages.every(({ ms, most }) => ms <= most)
process.exitCode =
  lines.every(({ equal }) => equal) && isInTime(audited) && isServedInTime(served) && isFast ? 0 : 1

async function measure(task: string, peer: string, n: number, rounds: number): Promise<Measured> {
  const script = fileURLToPath(new URL('./measure.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    task,
    peer,
    String(n),
    String(rounds),
  ])
  return measuredSchema.parse(JSON.parse(stdout))
}

/** `same` is what the outcomes must equal; null for a peer that decides nothing. */
function add(
  task: string,
  peer: string,
  n: number,
  { ms, peakRssMiB, digest }: Measured,
  same: Measured | null,
): void {
  const equal = same === null || digest === same.digest
  print({ task, peer, n, ms, customersPerSecond: perSecond(n, ms), peakRssMiB, equal })
}

function perSecond(n: number, ms: number): number {
  return Math.round((n / ms) * 1000)
}

function print(line: Line): void {
  lines.push(line)
  if (options.json) {
    console.log(JSON.stringify({ ...line, ms: round(line.ms), peakRssMiB: Math.round(line.peakRssMiB) }))
    return
  }
  const { task, peer, n, ms, customersPerSecond, peakRssMiB, equal } = line
  const cells = [
    task.padEnd(14),
    peer.padEnd(20),
    format(n),
    format(round(ms)),
    format(customersPerSecond),
    format(Math.round(peakRssMiB)),
  ]
  if (lines.length === 1)
    console.log(
      'task           peer                     customers           ms  customers/s  peak RSS MiB  outcomes',
    )
  console.log(`${cells.join(' ')}  ${equal ? 'equal' : 'DIFFERENT'}`)
}

function summarise(): void {
  const of = (task: string, peer: string, n = LARGEST) =>
    lines.find((line) => line.task === task && line.peer === peer && line.n === n)
  const single = (peer: string) => lines.find((line) => line.peer === peer)
  const columns = of('decide', 'columns')
  if (!columns) return
  const faster = (line: Line | undefined, base: Line | undefined = columns) =>
    line && base ? `${(base.customersPerSecond / line.customersPerSecond).toFixed(1)} times` : 'not measured'
  const [scan, objects] = [of('decide', 'scan'), of('decide', 'objects')]
  console.log(`
At ${format(LARGEST).trim()} customers, columns against
  DuckDB, deciding                 ${faster(of('decide', 'duckdb'))} as fast
  DuckDB, deciding and lists       ${faster(of('lists', 'duckdb'), of('lists', 'columns'))} as fast
  zen-engine                       ${faster(single('zen-engine'))} as fast
  json-rules-engine                ${faster(single('json-rules-engine'))} as fast
  a bare scan of the inputs        ${scan ? (columns.ms / scan.ms).toFixed(2) : '?'} times its time
  the same as objects              ${objects ? (columns.peakRssMiB / objects.peakRssMiB).toFixed(2) : '?'} of its peak memory`)
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}

function format(number: number): string {
  return number.toLocaleString('en').padStart(12)
}
