import type { Desk } from '../desk/desk.ts'
import { type PreparedPlaybook, preparedOnce } from '../desk/prepared-playbook.ts'
import {
  type NamedVersion,
  type RulesRecord,
  recordOfRun,
  versionIn,
  versionsNamed,
} from '../desk/rules-record.ts'
import { unlessUnreadable } from '../replay/past-day.ts'
import type { PastListing } from '../store/listings.ts'
import { findVersion } from '../store/playbooks.ts'

/** What is read of runs, each once: an answer asks for the same run again and again. */
const records = new WeakMap<PastListing['run'], RulesRecord | null>()

function rulesOf(run: PastListing['run']): RulesRecord | null {
  const known = records.get(run)
  if (known !== undefined) return known
  const read = unlessUnreadable(() => recordOfRun(run))
  records.set(run, read)
  return read
}

/** The version that put a customer on a list, by the record of its run; null where that cannot be read. */
export function versionOfListing({ action, run }: PastListing): NamedVersion | null {
  const rules = rulesOf(run)
  const found = rules
    ? versionsNamed(rules).find(
        (named) => versionIn(rules, action.branch, named).hash === action.playbook_hash,
      )
    : undefined
  return found ? { playbook: found.playbook, version: found.version, hash: action.playbook_hash } : null
}

/** The version of a listing made ready, to be asked what it says; null when the store has it no more. */
export async function playbookOfListing(
  { store, bank, today }: Desk,
  listing: PastListing,
): Promise<PreparedPlaybook | null> {
  const named = versionOfListing(listing)
  if (!named) return null
  const inForce = today.grounds.rules.arms.find(({ hash }) => hash === named.hash)
  if (inForce) return inForce
  const stored = await findVersion(store, named.playbook, named.version)
  const made = stored && (await preparedOnce(stored, bank.currency))
  return made?.ok ? made.prepared : null
}
