import { eventSchema, parseDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { type Verification, verifyLog } from '../audit/verify.ts'
import { recordInForce, recordOfRun } from '../desk/rules-record.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'
import type { Step } from './words.ts'

export type Counts = Readonly<Record<Step | 'decided', number>>

/** What is in the store that a killed process left. */
export interface Found {
  readonly counts: Counts
  /** The same, as the log tells it. */
  readonly logged: Counts
  readonly log: Verification
  /** The runs whose actions are not as many as the run says, but for those that are unfinished. */
  readonly torn: readonly string[]
  readonly unfinished: readonly string[]
  /** What the last run was decided by, and what is in force by the activations there are. */
  readonly shown: unknown
  readonly inForce: unknown
  readonly approved: readonly number[]
  readonly activated: readonly number[]
}

const ENTRIES: Readonly<Record<Step | 'decided', string>> = {
  save: 'draft.saved',
  submit: 'version.submitted',
  approve: 'version.approved',
  activate: 'activation.made',
  run: 'event.announced',
  decided: 'run.decided',
}

/** Looks at a store, in the branches of its bank; its log was sealed with the key of that public one. */
export async function lookAt(
  store: Database,
  publicKey: string,
  branches: readonly string[],
): Promise<Found> {
  const entries = await store.selectFrom('audit_entries').select('action').execute()
  const versions = await store.selectFrom('versions').select('version').execute()
  const reviews = await store.selectFrom('reviews').select('version').execute()
  const activations = await store.selectFrom('activations').select('number').execute()
  const events = await store.selectFrom('events').selectAll().execute()
  const decided = await store.selectFrom('decided').selectAll().orderBy('number').execute()
  const runs = await store.selectFrom('runs').selectAll().execute()
  const saved = entries.filter(({ action }) => action === ENTRIES.save).length
  const count = (step: Step | 'decided') => entries.filter(({ action }) => action === ENTRIES[step]).length
  const last = runs.find(({ id }) => id === decided.at(-1)?.run)
  const unfinished = (await store.selectFrom('unfinished_runs').selectAll().execute()).map(({ run }) => run)
  const whole = runs.filter(({ id }) => !unfinished.includes(id))
  const torn = await Promise.all(whole.map((run) => isTorn(store, run)))
  return {
    counts: {
      save: saved,
      submit: versions.length,
      approve: reviews.length,
      activate: activations.length,
      run: events.length,
      decided: decided.length,
    },
    logged: {
      save: saved,
      submit: count('submit'),
      approve: count('approve'),
      activate: count('activate'),
      run: count('run'),
      decided: count('decided'),
    },
    log: await verifyLog(store, publicKey),
    torn: whole.flatMap(({ id }, at) => (torn[at] ? [id] : [])),
    unfinished,
    shown: last && {
      rules: recordOfRun(last),
      events: z
        .array(eventSchema)
        .parse(JSON.parse(last.events))
        .map(({ id }) => id),
    },
    inForce: last && {
      rules: await recordInForce(store, branches, parseDay(last.day) ?? 0),
      events: events.map(({ id }) => id).toSorted(),
    },
    approved: reviews.map(({ version }) => version),
    activated: activations.map(({ number }) => number),
  }
}

async function isTorn(store: Database, { id, listed, cut }: StoredRun): Promise<boolean> {
  const actions = await store.selectFrom('actions').select('listing').where('run', '=', id).execute()
  const has = (listing: string) => actions.filter((each) => each.listing === listing).length
  return has('listed') !== listed || has('cut') !== cut
}
