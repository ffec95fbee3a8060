import {
  type BankEvent,
  type Day,
  eventSchema,
  parseDay,
  parsePlaybookText,
  playbookHash,
} from '@branch-playbook/engine'
import { z } from 'zod'
import type { Absence } from '../desk/absence.ts'
import type { Desk } from '../desk/desk.ts'
import { type Handover, type HandoverRecord, withCustomers } from '../desk/handover.ts'
import { type RulesRecord, recordOfRun, versionsNamed } from '../desk/rules-record.ts'
import { type Contact, contactsBefore } from '../store/ledger.ts'
import { findVersion } from '../store/playbooks.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Database, Tables } from '../store/tables.ts'

type Version = Pick<Tables['versions'], 'playbook' | 'version' | 'hash' | 'document'>

/**
 * What the lists of a past day follow from, in plain data, so that another thread can decide the day again:
 * it needs the snapshot's files, and nothing else of the bank.
 */
export interface PastDay {
  /** Hash of the snapshot. */
  readonly snapshot: string
  /** Where the bank's snapshots are, each under its hash. */
  readonly snapshots: string
  readonly currency: string
  readonly rules: RulesRecord
  /** The versions that the rules name. */
  readonly versions: readonly Version[]
  readonly day: Day
  readonly events: readonly BankEvent[]
  /** Who was away. */
  readonly absences: readonly Absence[]
  /** Who had left, and to whom his customers had gone. */
  readonly handovers: readonly Handover[]
  /** Contacts logged before the day. */
  readonly before: readonly Contact[]
}

/** A version that the rules of a day name, and what of it is in the store instead; null when there is nothing. */
export interface MissingVersion {
  readonly playbook: string
  readonly version: number
  readonly hash: string
  readonly found: string | null
}

/** What a run rested on, but for what it knows by its hash only. */
export interface RunInputs extends Pick<PastDay, 'day' | 'rules' | 'events' | 'absences'> {
  readonly handovers: readonly HandoverRecord[]
}

/** What a run rested on, as its row tells; null where that cannot be read. */
export function readInputs(run: StoredRun): RunInputs | null {
  const day = parseDay(run.day)
  const rules = unlessUnreadable(() => recordOfRun(run))
  const events = eventsOfRun(run)
  const absences = absencesOfRun(run)
  const handovers = handoversOfRun(run)
  return day === null || rules === null || events === null || absences === null || handovers === null
    ? null
    : { day, rules, events, absences, handovers }
}

/** The events that a run took notice of; null where its row cannot be read. */
export const eventsOfRun = ({ events }: Pick<StoredRun, 'events'>): readonly BankEvent[] | null =>
  unlessUnreadable(() => z.array(eventSchema).parse(JSON.parse(events)))

/** Who was away when a run was decided; null where its row cannot be read. */
export const absencesOfRun = ({ leave }: Pick<StoredRun, 'leave'>): readonly Absence[] | null =>
  leave === '' ? [] : unlessUnreadable(() => absencesSchema.parse(JSON.parse(leave)))

const absencesSchema = z.array(z.object({ adviser: z.string(), standIn: z.string().nullable() }))

/** Who had left when a run was decided; null where its row cannot be read. */
export const handoversOfRun = ({
  handovers,
}: Pick<StoredRun, 'handovers'>): readonly HandoverRecord[] | null =>
  handovers === '' ? [] : unlessUnreadable(() => handoversSchema.parse(JSON.parse(handovers)))

const handoversSchema = z.array(z.object({ id: z.string(), adviser: z.string(), customers: z.string() }))

/** What is read of a stored text; null where somebody made it what it cannot be. */
export function unlessUnreadable<Read>(read: () => Read): Read | null {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof z.ZodError) return null
    throw fault
  }
}

/** The versions that rules name, as the store has them, and those of which it has something else or nothing. */
export interface VersionsNamed {
  readonly versions: readonly Version[]
  readonly missing: readonly MissingVersion[]
}

/** Finds the versions that rules name. */
export async function versionsIn(store: Database, rules: RulesRecord): Promise<VersionsNamed> {
  const versions: Version[] = []
  const missing: MissingVersion[] = []
  for (const { playbook, version, hash } of versionsNamed(rules)) {
    const stored = await findVersion(store, playbook, version)
    const found = stored ? contentOf(stored) : null
    if (stored && found === hash && stored.hash === hash)
      versions.push({ playbook, version, hash, document: stored.document })
    else missing.push({ playbook, version, hash, found })
  }
  return { versions, missing }
}

/** The past day of a snapshot, rules and events, with what the store knows of its contacts. */
export async function pastDay(
  { store, bank, snapshots }: Desk,
  inputs: RunInputs & Pick<PastDay, 'snapshot'>,
): Promise<{ readonly past: PastDay; readonly missing: readonly MissingVersion[] }> {
  const { versions, missing } = await versionsIn(store, inputs.rules)
  const before = await contactsBefore(store, inputs.day)
  const handovers = await withCustomers(store, inputs.handovers)
  return { past: { ...inputs, snapshots, currency: bank.currency, versions, handovers, before }, missing }
}

/** The hash of what a version's document says now, whatever its row claims. */
function contentOf({ document, hash }: Version): string {
  const parsed = parsePlaybookText(document)
  const found = parsed.ok ? playbookHash(parsed.value) : ''
  return found === hash ? hash : found
}
