import { contentHash, formatDay } from '@branch-playbook/engine'
import type { StoredAction, StoredRun } from '../store/runs.ts'
import { VERSION } from '../version.ts'
import type { Action } from './actions.ts'
import { type BranchCounts, Customers } from './counts.ts'
import type { Handover, HandoverRecord } from './handover.ts'
import { exposureOf } from './rules.ts'
import type { StaffMember } from './staff.ts'
import type { Decided, Today } from './today.ts'

/** The identity of a run: all that its lists follow from, and nothing else. */
export const runIdOf = ({ grounds, contactsHash }: Today): string =>
  contentHash({
    engine: VERSION,
    rules: grounds.rules.record,
    snapshot: grounds.snapshot.manifest.hash,
    contacts: contactsHash,
    events: grounds.events,
    day: formatDay(grounds.day),
    // A day on which nobody is away has the identity that it had before leave was known of.
    ...(grounds.absences.length > 0 && { leave: grounds.absences }),
    ...(grounds.handovers.length > 0 && { handovers: recordsOf(grounds.handovers) }),
  })

/** What a run records of hand-overs. */
export const recordsOf = (handovers: readonly Handover[]): HandoverRecord[] =>
  handovers.map(({ record }) => record)

/** A run as it is stored: its inputs by their hashes, and what came of it in numbers and as the hash of its actions. */
export function recordOf(today: Today, decided: Decided, outcome: string): StoredRun {
  const { grounds, contactsHash, staff, leading } = today
  const { rules, snapshot } = grounds
  const counts = new Customers(snapshot, decided).counts(staff, decided)
  const total = (of: keyof BranchCounts) => counts.reduce((sum, each) => sum + each[of], 0)
  return {
    id: runIdOf(today),
    day: formatDay(grounds.day),
    engine: VERSION,
    playbook: leading.id,
    version: leading.version,
    playbook_hash: leading.hash,
    snapshot: snapshot.manifest.hash,
    contact_state: contactsHash,
    events: JSON.stringify(grounds.events),
    customers: total('customers'),
    listed: total('listed'),
    cut: total('cut'),
    blocked: total('blocked'),
    rules: JSON.stringify(rules.record),
    outcome,
    leave: grounds.absences.length === 0 ? '' : JSON.stringify(grounds.absences),
    handovers: grounds.handovers.length === 0 ? '' : JSON.stringify(recordsOf(grounds.handovers)),
  }
}

/**
 * An action of a member of the staff as it is stored, whichever run it is of. Reasons are not stored: they follow from
 * the run's inputs.
 */
export function actionRecord(
  today: Today,
  { id: adviser, branch }: StaffMember,
  { row, view: _view, told: _told, sources, overdue, ...action }: Action,
): Omit<StoredAction, 'run'> {
  return {
    ...action,
    branch: today.grounds.snapshot.branches[branch]?.id ?? '',
    adviser,
    sources: JSON.stringify(sources),
    playbook_hash: today.playbookOf(row).hash,
    ...exposureOf(today.grounds.rules, row),
    overdue: Number(overdue),
  }
}
