import { ACTIONS, type Classed, flowsOf } from '@branch-playbook/engine'
import type { Effect } from '../api/effect-report.ts'
import { type PreparedPlaybook, prepare } from '../desk/prepared-playbook.ts'
import { loadChanges } from '../effect/loads.ts'
import { type Outlook, outlookOf, termsOf } from '../effect/outlook.ts'
import { dayBy, type Question, type VersionText } from '../effect/question.ts'

/** What the effect of a branch's numbers follows from, as it can be sent to a thread. */
export interface BranchQuestion extends Question {
  /** The branch's place in the snapshot. */
  readonly branch: number
  /** For each version in force what decides its customers of the branch then; null where it has none there. */
  readonly replaced: readonly (VersionText | null)[]
}

/** What would change in one branch, among its own customers. */
export type BranchEffect = Pick<Effect, 'changed' | 'tiers' | 'actions'> & {
  readonly customers: number
  readonly load: Omit<Effect['branches'][number], 'id' | 'name' | 'nameEn'>
}

export type BranchExamined = BranchEffect

/** What other numbers would change for the customers of a branch. */
export async function examineBranch(question: BranchQuestion): Promise<BranchExamined> {
  const { armOf, currency, branch, snapshot, replaced } = question
  const arms = await allPrepared(question.arms, currency)
  const others = await allPrepared(
    replaced.map((each, arm) => each ?? question.arms[arm] ?? { version: 0, document: '' }),
    currency,
  )
  const [leading] = others
  if (!leading) throw new Error('No version is in force')
  const terms = termsOf(leading, [...arms, ...others])
  const after = Uint16Array.from(armOf, (arm, row) =>
    snapshot.branch[row] === branch ? arms.length + arm : arm,
  )
  const outlooks = {
    before: outlookOf(dayBy(question, { arms, armOf }), terms),
    after: outlookOf(dayBy(question, { arms: [...arms, ...others], armOf: after }), terms),
  }
  const rows = rowsIn(snapshot.branch, branch)
  const own = (classed: Classed): Classed => ({
    ...classed,
    codes: Uint8Array.from(rows, (row) => classed.codes[row] ?? 0),
  })
  const flows = (of: 'tier' | 'action') => flowsOf(own(outlooks.before[of]), own(outlooks.after[of]))
  const load = loadChanges(outlooks.before, outlooks.after).branches[branch]
  if (!load) throw new Error(`There is no branch at ${branch}`)
  const { id: _id, name: _name, nameEn: _nameEn, ...change } = load
  return {
    customers: rows.length,
    changed: changedAmong(rows, outlooks.before, outlooks.after),
    tiers: { values: [...terms.tiers], flows: flows('tier') },
    actions: { values: [...ACTIONS], flows: flows('action') },
    load: change,
  }
}

const allPrepared = (versions: readonly VersionText[], currency: string): Promise<PreparedPlaybook[]> =>
  Promise.all(
    versions.map(async (version) => {
      const made = await prepare(version, currency)
      if (!made.ok) throw new Error(`Version ${version.version} does not run`)
      return made.prepared
    }),
  )

function rowsIn(branches: Int32Array, branch: number): Int32Array {
  const rows: number[] = []
  branches.forEach((place, row) => {
    if (place === branch) rows.push(row)
  })
  return Int32Array.from(rows)
}

/** How many have another tier, strategy, action or place on the lists. */
const changedAmong = (rows: Int32Array, before: Outlook, after: Outlook): number =>
  rows.filter((row) =>
    (['tier', 'strategy', 'action', 'listing'] as const).some(
      (of) => before[of].codes[row] !== after[of].codes[row],
    ),
  ).length
