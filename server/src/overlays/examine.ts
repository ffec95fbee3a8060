import { ACTIONS, type Classed, flowsOf } from '@branch-playbook/engine'
import type { Effect } from '../api/effect-report.ts'
import { rowsIn } from '../desk/own-customers.ts'
import { inForce } from '../effect/examine.ts'
import { loadChanges } from '../effect/loads.ts'
import { differs, outlookOf, termsOf } from '../effect/outlook.ts'
import { dayBy, type Morning, type VersionText } from '../effect/question.ts'

/** What the effect of a branch's numbers follows from, as it can be sent to a thread. */
export interface BranchQuestion extends Morning {
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

/** What other numbers would change for the customers of a branch. */
export async function examineBranch(question: BranchQuestion): Promise<BranchEffect> {
  const { armOf, currency, branch, snapshot, replaced } = question
  const arms = await Promise.all(question.arms.map((arm) => inForce(arm, currency)))
  const others = await Promise.all(
    arms.map((own, arm) => {
      const other = replaced[arm]
      return other ? inForce(other, currency) : own
    }),
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
    changed: rows.filter((row) => differs(outlooks.before, outlooks.after, row)).length,
    tiers: { values: [...terms.tiers], flows: flows('tier') },
    actions: { values: [...ACTIONS], flows: flows('action') },
    load: change,
  }
}
