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
const PACE = { thinking: 5_000, warming: 5_000, counting: 20_000 }
/** Of so many things that are opened one is a list. */
const ONE_LIST_IN = 5
const MOST_MS = 25
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
  readonly list: Figures
  readonly page: Figures
  /** Bodies of the same lists and pages, read by their key and sent as they are, under the same load. */
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
        list: figuresOf(times.get('list')),
        page: figuresOf(times.get('page')),
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

const listPath = ({ branch, adviser }: SignedIn): string =>
  `/api/branches/${branch}/actions?adviser=${adviser}`
const pagePath = (customer: string): string => `/api/customers/${customer}`

/** Every list and page once, which also makes the server warm. */
async function answersTo(address: string, advisers: readonly SignedIn[]) {
  const answers: [string, string][] = []
  for (const adviser of advisers) {
    const { cookie, customers } = adviser
    for (const path of [listPath(adviser), ...customers.map(pagePath)])
      answers.push([path, (await get(`${address}${path}`, { cookie })).toString('utf8')])
  }
  return answers
}

function askerOf(address: string, adviser: SignedIn): Asker {
  const { customers, cookie } = adviser
  return {
    headers: { cookie, 'accept-encoding': 'gzip' },
    next: () =>
      Math.random() < 1 / ONE_LIST_IN
        ? { task: 'list', url: `${address}${listPath(adviser)}` }
        : { task: 'page', url: `${address}${pagePath(anyOf(customers))}` },
  }
}

const anyOf = (texts: readonly string[]): string => texts[Math.floor(Math.random() * texts.length)] ?? ''

function figuresOf(times: readonly number[] = []): Figures {
  return { count: times.length, median: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

export const isServedInTime = ({ list, page, nightSeconds, nightPeakMiB }: Served): boolean =>
  Math.max(list.p99, page.p99) <= MOST_MS &&
  nightSeconds <= MOST_NIGHT_SECONDS &&
  nightPeakMiB <= MOST_NIGHT_MIB

export function summariseServing({ customers, list, page, bare, nightSeconds, nightPeakMiB }: Served): void {
  const said = ({ count, median, p99 }: Figures) =>
    `${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, of ${MOST_MS}: ${(p99 / bare.p99).toFixed(1)} times the bare p99 (${count})`
  console.log(`
${customers.toLocaleString('en')} customers, ${ADVISERS} advisers at once, each opening something every ${PACE.thinking / 1000} s:
  an adviser's list                ${said(list)}
  a customer's page                ${said(page)}
  bare Hono and SQLite             ${bare.median.toFixed(1)} ms, p99 ${bare.p99.toFixed(1)} ms (${bare.count})
The night's run                    ${nightSeconds.toFixed(1)} s, of ${MOST_NIGHT_SECONDS}; peak RSS ${Math.round(nightPeakMiB)} MiB, of ${MOST_NIGHT_MIB}`)
}
