import { decidingIn, type RulesRecord } from '../desk/rules-record.ts'
import { overlayAt, overlaysOf } from '../store/overlays.ts'
import { findVersion } from '../store/playbooks.ts'
import type { Database } from '../store/tables.ts'
import { overlaid } from './overlaid.ts'

type Entry = NonNullable<RulesRecord['overlays']>[number]

/**
 * The numbers that branches set in what decides there on a day, in versions in force and challengers alike: an
 * experiment compares versions, not the branch's numbers with head office's. Where they do not fit a version, as it
 * no longer opens one of them or has other guardrails, none of them holds: they were approved together.
 */
export async function overlaysInForce(
  store: Database,
  rules: Pick<RulesRecord, 'versions' | 'experiments'>,
  branches: readonly string[],
  day: string,
): Promise<Entry[]> {
  const all = await overlaysOf(store, null)
  if (all.every(({ verdicts }) => verdicts.length === 0)) return []
  const documents = new Map<string, string | undefined>()
  const entries: Entry[] = []
  for (const branch of branches.toSorted()) {
    for (const { id: playbook, version, hash } of versionsIn(rules, branch)) {
      const overlay = overlayAt(all, branch, playbook, day)
      if (!overlay) continue
      const document = documents.get(hash) ?? (await findVersion(store, playbook, version))?.document
      documents.set(hash, document)
      const made = document === undefined ? null : await overlaid(document, overlay.values)
      if (!made?.ok || made.hash === hash) continue
      const { id, values } = overlay
      entries.push({ branch, overlay: id, playbook, version, values: { ...values }, hash: made.hash })
    }
  }
  return entries
}

/** Each once, also one that is champion and challenger at a time. */
function versionsIn(rules: Pick<RulesRecord, 'versions' | 'experiments'>, branch: string) {
  const { playbook, challengers } = decidingIn(rules, branch)
  const all = playbook ? [playbook, ...challengers.filter(({ id }) => id === playbook.id)] : []
  return [...new Map(all.map((each) => [each.hash, each])).values()]
}
