import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { writeAnswers } from '@branch-playbook/server/testing/answers'
import { type SignedIn, serveBank, serveBare } from '@branch-playbook/server/testing/serving'
import { quantile } from '../browser/quantile.ts'
import { type Asker, get, load } from './load.ts'

/** Advisers at work at the same time. */
const ADVISERS = 200
/**
 * An adviser opens a list or a customer and reads for five seconds before he opens the next: quicker than anybody
 * works with a customer in front of him, and what leafing through a list before nine o'clock looks like.
 */
const PACE = { thinking: 5_000, warming: 5_000, counting: 40_000 }
/** What is opened, of which how many parts of a whole, and within how many milliseconds 99 of 100 have to be there. */
const TASKS = {
  list: { says: 'an adviser’s list', parts: 20, mostMs: 25 },
  page: { says: 'a customer’s page', parts: 60, mostMs: 25 },
  transactions: { says: 'his transactions', parts: 10, mostMs: 50 },
  search: { says: 'a customer found', parts: 10, mostMs: 50 },
} as const
type Task = keyof typeof TASKS
const taskNames = ['list', 'page', 'transactions', 'search'] as const satisfies readonly Task[]
const OPENED = taskNames.flatMap((task) => Array.from({ length: TASKS[task].parts }, () => task))
const MOST_NIGHT_SECONDS = 20
const MOST_NIGHT_MIB = 2_048

/** Milliseconds of one kind of request. */
interface Figures {
  readonly count: number
  readonly median: number
  readonly p99: number
}

export interface Served {
  readonly customers: number
  readonly tasks: Readonly<Record<Task, Figures>>
  /** Bodies of the same answers, read by their key and sent as they are, under the same load. */
  readonly bare: Figures
  readonly nightSeconds: number
  readonly nightPeakMiB: number
}

/**
 * How long lists and customers' pages take while advisers work, beside the least that a server can do; and how
 * long the night's run takes. `dataDirectory` is that of a bank which is there; without one a demo bank is made.
 */
export async function measureServing(customers: number, dataDirectory: string | null): Promise<Served> {
  const own = mkdtempSync(join(tmpdir(), 'serving-'))
  try {
    const data = join(own, 'data')
    if (dataDirectory === null) await makeDemoBank(data, customers)
    else sameSnapshot(dataDirectory, data)
    const bank = await serveBank(data, ADVISERS)
    const { night: nightMs, peakRssMiB: nightPeakMiB, address, advisers } = bank
    try {
      const answers = await answersTo(address, advisers)
      const times = await load(
        advisers.map((adviser) => askerOf(address, adviser)),
        PACE,
      )
      const file = join(own, 'answers.sqlite')
      writeAnswers(file, answers)
      const bare = await measureBare(file, advisers)
      return {
        customers: bank.customers,
        tasks: {
          list: figuresOf(times.get('list')),
          page: figuresOf(times.get('page')),
          transactions: figuresOf(times.get('transactions')),
          search: figuresOf(times.get('search')),
        },
        bare,
        nightSeconds: nightMs / 1000,
        nightPeakMiB,
      }
    } finally {
      await bank.stop()
    }
  } finally {
    rmSync(own, { recursive: true })
  }
}

async function makeDemoBank(data: string, customers: number): Promise<void> {
  const values = ['demo', '--customers', String(customers), '--data', data]
  await promisify(execFile)(process.execPath, ['server/src/bank/command.ts', ...values])
}

/** A bank of the same snapshot with a store of its own, in which no run is stored yet. */
function sameSnapshot(from: string, to: string): void {
  const id = readFileSync(join(from, 'current'), 'utf8').trim()
  mkdirSync(join(to, id), { recursive: true })
  for (const file of ['current', join(id, 'bank.json')]) copyFileSync(join(from, file), join(to, file))
  symlinkSync(resolve(from, id, 'snapshots'), join(to, id, 'snapshots'))
}

async function measureBare(file: string, advisers: readonly SignedIn[]): Promise<Figures> {
  const bare = await serveBare(file)
  try {
    const askers = advisers.map((adviser) => askerOf(bare.address, adviser))
    const times = await load(askers, PACE)
    return figuresOf([...times.values()].flat())
  } finally {
    await bare.stop()
  }
}

/** By the last digits of his number, as somebody at the counter says them. */
const DIGITS = 5

function pathOf(task: Task, { branch, adviser }: SignedIn, customer: string): string {
  switch (task) {
    case 'list':
      return `/api/branches/${branch}/actions?adviser=${adviser}`
    case 'page':
      return `/api/customers/${customer}`
    case 'transactions':
      return `/api/customers/${customer}/transactions`
    case 'search':
      return `/api/customers?search=${customer.slice(-DIGITS)}`
  }
}

/** Everything that will be opened once, which also makes the server warm. */
async function answersTo(address: string, advisers: readonly SignedIn[]) {
  const answers: [string, string][] = []
  for (const adviser of advisers) {
    const { cookie, customers } = adviser
    const paths = customers.flatMap((customer) => taskNames.map((task) => pathOf(task, adviser, customer)))
    for (const path of new Set(paths))
      answers.push([path, (await get(`${address}${path}`, { cookie })).toString('utf8')])
  }
  return answers
}

function askerOf(address: string, adviser: SignedIn): Asker {
  const { customers, cookie } = adviser
  return {
    headers: { cookie, 'accept-encoding': 'gzip' },
    next() {
      const task = anyOf(OPENED) ?? 'page'
      return { task, url: `${address}${pathOf(task, adviser, anyOf(customers) ?? '')}` }
    },
  }
}

const anyOf = <Each>(all: readonly Each[]): Each | undefined => all[Math.floor(Math.random() * all.length)]

function figuresOf(times: readonly number[] = []): Figures {
  return { count: times.length, median: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

export const isServedInTime = ({ tasks, nightSeconds, nightPeakMiB }: Served): boolean =>
  taskNames.every((task) => tasks[task].p99 <= TASKS[task].mostMs) &&
  nightSeconds <= MOST_NIGHT_SECONDS &&
  nightPeakMiB <= MOST_NIGHT_MIB

export function summariseServing({ customers, tasks, bare, nightSeconds, nightPeakMiB }: Served): void {
  const said = (task: Task) => {
    const { says, mostMs } = TASKS[task]
    const { count, median, p99 } = tasks[task]
    return `  ${says.padEnd(33)}${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, of ${mostMs}: ${(p99 / bare.p99).toFixed(1)} times the bare p99 (${count})`
  }
  console.log(`
${customers.toLocaleString('en')} customers, ${ADVISERS} advisers at once, each opening something every ${PACE.thinking / 1000} s:
${taskNames.map(said).join('\n')}
  bare Hono and SQLite             ${bare.median.toFixed(1)} ms, p99 ${bare.p99.toFixed(1)} ms (${bare.count})
The night's run                    ${nightSeconds.toFixed(1)} s, of ${MOST_NIGHT_SECONDS}; peak RSS ${Math.round(nightPeakMiB)} MiB, of ${MOST_NIGHT_MIB}`)
}
