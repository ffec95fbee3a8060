import { randomUUID } from 'node:crypto'
import { type Day, parseDay } from '@branch-playbook/engine'
import type { Desk } from '../desk/desk.ts'
import { withCustomers } from '../desk/handover.ts'
import type { RulesRecord } from '../desk/rules-record.ts'
import type { VersionText } from '../effect/question.ts'
import { readInputs, type VersionsNamed, versionsIn } from '../replay/past-day.ts'
import { contactsBetween } from '../store/ledger.ts'
import type { StoredRun } from '../store/runs.ts'
import { Backtest } from './backtest.ts'
import type { DayTask } from './decided-day.ts'
import { happenedBetween } from './happened.ts'
import type { OwnProcess } from './own-process.ts'
import { type Period, runsWithin } from './period.ts'

/** What is to be held against the past. */
export interface Order {
  /** The version's number; null for a draft, saved or not. */
  readonly version: number | null
  readonly document: string
  readonly period: Period
  /** See `Window`. */
  readonly windowDays: number
}

/** A day that could not be decided again, and why. */
interface SkippedDay {
  readonly day: string
  readonly why: 'snapshot_deleted' | 'snapshot_damaged' | 'playbook_missing' | 'does_not_run'
  readonly detail: string | null
}

/** A backtest that is done, as long as it is kept: who is behind its figures can be asked. */
export interface DoneBacktest {
  readonly id: string
  readonly playbook: string
  readonly version: number | null
  /** The identity of the version. */
  readonly hash: string
  readonly period: Period
  readonly windowDays: number
  readonly skipped: readonly SkippedDay[]
  /** Every version that was in force, with on how many of the days. */
  readonly inForce: readonly { readonly id: string; readonly version: number; readonly days: number }[]
  readonly backtest: Backtest
}

/** How far a backtest is. */
export type Progress =
  /** For another one. */
  | { readonly state: 'waiting' }
  | { readonly state: 'deciding'; readonly day: string; readonly done: number; readonly days: number }
  | { readonly state: 'done'; readonly done: DoneBacktest }

/** A process that is ready for a backtest. */
export interface Prepared {
  readonly order: Order
  readonly draft: VersionText
  readonly process: OwnProcess
  readonly playbook: string
  readonly hash: string
  close(): void
}

/** Decides the days of a backtest one after the other, telling how far it is. */
export async function* decideDays(
  desk: Desk,
  { order, draft, process, playbook, hash }: Prepared,
): AsyncGenerator<Progress, void> {
  const { period, windowDays, version } = order
  const runs = await runsWithin(desk, period)
  const days = runs.flatMap((run) => parseDay(run.day) ?? [])
  const [first = 0, last = first] = [days[0], days.at(-1)]
  const today = parseDay(desk.day) ?? last
  const happenings = await happenedBetween(desk.store, first, last + windowDays - 1)
  const backtest = new Backtest({ days: windowDays, today }, happenings)
  const skipped: SkippedDay[] = []
  const inForce = new Map<string, { id: string; version: number; days: number }>()
  const documents = new Documents(desk)
  const learned = new Learned(desk, process)
  for (const [done, run] of runs.entries()) {
    yield { state: 'deciding', day: run.day, done, days: runs.length }
    const task = await taskOf(desk, run, documents)
    if (!task) {
      skipped.push({ day: run.day, why: 'playbook_missing', detail: null })
      continue
    }
    await learned.upTo(task.day)
    const watched = backtest.watched(task.day)
    const decision = await process.ask('decideDay', { ...task, draft, watched })
    if (!decision.ok) {
      skipped.push({ day: run.day, why: decision.fault, detail: decision.detail })
      continue
    }
    backtest.add(decision.value, watched)
    const { playbook: id, version } = run
    const known = inForce.get(`${id} ${version}`)
    inForce.set(`${id} ${version}`, { id, version, days: (known?.days ?? 0) + 1 })
  }
  backtest.close()
  const id = randomUUID()
  const versions = [...inForce.values()]
  const done = { id, playbook, version, hash, period, windowDays, skipped, inForce: versions, backtest }
  yield { state: 'done', done }
}

/** Contacts of so many days are read, and sent to the process, in one piece. */
const DAYS_A_PIECE = 31

/** The day of a run, but for the version in question; null when what decided it cannot be read any more. */
async function taskOf(
  { bank, snapshots, store }: Desk,
  run: StoredRun,
  documents: Documents,
): Promise<Omit<DayTask, 'draft' | 'watched'> | null> {
  const inputs = readInputs(run)
  if (!inputs) return null
  const { versions, missing } = await documents.of(inputs.rules)
  if (missing.length > 0) return null
  const handovers = await withCustomers(store, inputs.handovers)
  return { ...inputs, handovers, versions, snapshot: run.snapshot, snapshots, currency: bank.currency }
}

/** The versions that rules name: most days have the same ones as the day before. */
class Documents {
  readonly #desk: Desk
  #last: { readonly rules: string; readonly found: Promise<VersionsNamed> } | null = null

  constructor(desk: Desk) {
    this.#desk = desk
  }

  of(record: RulesRecord): Promise<VersionsNamed> {
    const rules = JSON.stringify(record)
    if (this.#last?.rules !== rules) this.#last = { rules, found: versionsIn(this.#desk.store, record) }
    return this.#last.found
  }
}

/** What a process knows of the contacts: it is sent each once, in pieces that hold up nobody. */
class Learned {
  readonly #desk: Desk
  readonly #process: OwnProcess
  #next: Day | null = null

  constructor(desk: Desk, process: OwnProcess) {
    this.#desk = desk
    this.#process = process
  }

  /** Sends the contacts before a day. */
  async upTo(day: Day): Promise<void> {
    const { store } = this.#desk
    this.#next ??= await firstDay(this.#desk)
    while (this.#next !== null && this.#next < day) {
      const until = Math.min(day, this.#next + DAYS_A_PIECE)
      const contacts = await contactsBetween(store, this.#next, until - 1)
      await this.#process.ask('learn', contacts)
      this.#next = until
    }
  }
}

/** The day of the first contact; null when there was none. */
async function firstDay({ store }: Desk): Promise<Day | null> {
  const { first } = await store
    .selectFrom('contacts')
    .select(({ fn }) => fn.min('day').as('first'))
    .executeTakeFirstOrThrow()
  return first === null ? null : parseDay(first)
}
