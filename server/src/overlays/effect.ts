import { contentHash, formatDay, type OverlayValues } from '@branch-playbook/engine'
import type { Desk } from '../desk/desk.ts'
import { Once } from '../desk/once.ts'
import { runIdOf } from '../desk/record.ts'
import type { Today } from '../desk/today.ts'
import { morningOf, type VersionText } from '../effect/question.ts'
import { threadFor } from '../effect/threads.ts'
import { findVersion } from '../store/playbooks.ts'
import type { BranchEffect, BranchQuestion } from './examine.ts'
import { overlaid } from './overlaid.ts'

const examining = threadFor<BranchQuestion, BranchEffect>('examineBranch')

/** What numbers of a branch would change there, with what it rests on; the hash is that of all the rest. */
export interface OverlayEffect extends BranchEffect {
  readonly run: string
  readonly day: string
  readonly hash: string
}

const MOST_KEPT = 32
const reports = new WeakMap<Today, Once<OverlayEffect>>()

/**
 * What a branch's numbers would change there, against what is in force, on the state of this morning: challengers
 * in the branch take the numbers as well, wherever they fit.
 */
export function overlayEffect(desk: Desk, branch: string, values: OverlayValues): Promise<OverlayEffect> {
  const { today } = desk
  const kept = reports.get(today) ?? new Once<OverlayEffect>(MOST_KEPT)
  reports.set(today, kept)
  return kept.get(JSON.stringify([branch, Object.entries(values).toSorted()]), async () => {
    const report = {
      run: runIdOf(today),
      day: formatDay(today.grounds.day),
      ...(await examining.run(await branchQuestion(desk, today, branch, values))),
    }
    return { ...report, hash: contentHash({ ...report, branch, values }) }
  })
}

async function branchQuestion(
  { store, bank }: Desk,
  today: Today,
  branch: string,
  values: OverlayValues,
): Promise<BranchQuestion> {
  const { snapshot, rules } = today.grounds
  const place = snapshot.branches.findIndex(({ id }) => id === branch)
  const here = new Set<number>()
  snapshot.customers.branch.forEach((at, row) => {
    if (at === place) here.add(rules.armOf[row] ?? 0)
  })
  const replaced: (VersionText | null)[] = []
  for (const [arm, { id, version }] of rules.arms.entries())
    replaced.push(here.has(arm) ? await withNumbers(store, id, version, values) : null)
  return { ...(await morningOf(today, bank.currency)), branch: place, replaced }
}

/** A version with the numbers in it; as it is when they do not fit it, since then none of them holds. */
async function withNumbers(
  store: Desk['store'],
  playbook: string,
  version: number,
  values: OverlayValues,
): Promise<VersionText | null> {
  const stored = await findVersion(store, playbook, version)
  if (!stored) return null
  const made = await overlaid(stored.document, values)
  return { version, document: made.ok ? made.document : stored.document }
}
