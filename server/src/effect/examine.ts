import { ACTIONS, checkRun, flowsOf } from '@branch-playbook/engine'
import type { Effect } from '../api/effect-report.ts'
import { type PreparedPlaybook, prepare } from '../desk/prepared-playbook.ts'
import { proofread } from '../desk/proofread.ts'
import { type InBranches, inBranches } from '../overlays/in-branches.ts'
import { compareDocuments } from './document-comparison.ts'
import { loadChanges } from './loads.ts'
import { differs, type Outlook, outlookOf, type Terms, termsOf } from './outlook.ts'
import { dayBy, type Examined, type Question, type VersionText } from './question.ts'
import { samplesOf } from './samples.ts'
import { worthByTier } from './worth.ts'

/**
 * What a version would change for everybody. The same question has the same answer on every machine: no solver is
 * asked, and no clock.
 */
export async function examine(question: Question): Promise<Examined> {
  const { armOf, currency, day, events, version } = question
  const made = await prepare(version, currency)
  if (!made.ok) return made
  const { plan, workingDays } = made.prepared
  const unready = checkRun(plan, { asOf: day, workingDays, events })
  if (unready.length > 0) return { ok: false, problems: unready }
  const arms = await Promise.all(question.arms.map((arm) => inForce(arm, currency)))
  const own = await inBranches(made.prepared, version, question.numbers, question.snapshot.branches, currency)
  const terms = termsOf(made.prepared, [...arms, ...own.versions])
  const before = outlookOf(dayBy(question, { arms, armOf }), terms)
  const after = outlookOf(dayBy(question, rulesAfter(question, arms, own)), terms)
  const { evidence, problems } = await proofread(version.document)
  const leading = arms[0]?.plan ?? plan
  return {
    ok: true,
    found: {
      playbook: plan.playbook.id,
      version: plan.hash,
      document: await compareDocuments(leading.playbook, plan.playbook, workingDays),
      changed: changedBetween(before, after),
      tiers: { values: [...terms.tiers], flows: flowsOf(before.tier, after.tier) },
      strategies: {
        values: strategiesOf(terms, [made.prepared, ...arms]),
        flows: flowsOf(before.strategy, after.strategy),
      },
      actions: { values: [...ACTIONS], flows: flowsOf(before.action, after.action) },
      ...loadChanges(before, after),
      value: worthByTier(made.prepared, before, after),
      evidence,
      problems: problems.map(({ severity, code, path, what, mend, values }) => ({
        severity,
        code,
        path,
        what,
        mend,
        values,
      })),
      samples: samplesOf(before, after, terms, plan.hash, question.erased),
    },
  }
}

/** A version in force, ready to decide in a thread. */
export async function inForce(version: VersionText, currency: string): Promise<PreparedPlaybook> {
  const made = await prepare(version, currency)
  if (!made.ok) throw new Error(`Version ${version.version} is in force and does not run`)
  return made.prepared
}

/**
 * The rules with the version in question for everybody, or for the customers of some branches, each branch with the
 * numbers that it set.
 */
function rulesAfter(
  { snapshot, branches, armOf }: Question,
  arms: readonly PreparedPlaybook[],
  { versions, placeIn }: InBranches,
) {
  const placeOf = (row: number) => placeIn[snapshot.branch[row] ?? -1] ?? 0
  if (branches === null)
    return { arms: versions, armOf: Uint16Array.from(armOf, (_arm, row) => placeOf(row)) }
  const isReached = snapshot.branches.map(({ id }) => branches.includes(id))
  const placed = Uint16Array.from(armOf, (arm, row) =>
    isReached[snapshot.branch[row] ?? -1] ? arms.length + placeOf(row) : arm,
  )
  return { arms: [...arms, ...versions], armOf: placed }
}

/** How many customers something else becomes of. */
function changedBetween(before: Outlook, after: Outlook): number {
  let changed = 0
  for (let row = 0; row < after.action.codes.length; row += 1) {
    if (differs(before, after, row)) changed += 1
  }
  return changed
}

/** Strategies with their names; those that only an earlier version has by its name for them. */
const strategiesOf = (
  { strategies }: Terms,
  versions: readonly PreparedPlaybook[],
): Effect['strategies']['values'] =>
  strategies.map((id) => {
    const name = versions.map((each) => each.strategyOf(id)?.name).find((each) => each !== undefined)
    return { id, name: name ?? { 'zh-CN': id, en: id } }
  })
