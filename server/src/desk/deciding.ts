import { atOnce, type Population, type Quota, type Run, type Steps } from '@branch-playbook/engine'
import { merged, type Ranked, sharedQuotas } from './merged.ts'
import { decideOwn, decidingOwn, type OwnDecisions, rowsOfArms } from './own-customers.ts'
import type { PreparedPlaybook } from './prepared-playbook.ts'
import type { Rules } from './rules.ts'

/** The versions in force on a day at work: they decide everybody, or one customer again. */
export class Deciding {
  readonly #rules: Rules
  /** Of each version, by its place among the arms, what it takes notice of. */
  readonly #runs: readonly Run[]
  /** Of each version the rows that it decides by themselves. */
  readonly #rowsOfArms: readonly (Int32Array | null)[]
  readonly #quotas: ReadonlyMap<string, Quota>

  /** `leadingIn` is the version that decides the most customers of each branch, by its place in the snapshot. */
  constructor(rules: Rules, runs: readonly Run[], leadingIn: readonly PreparedPlaybook[]) {
    this.#rules = rules
    this.#runs = runs
    this.#rowsOfArms = rowsOfArms(rules.armOf, rules.arms.length)
    this.#quotas = sharedQuotas(rules.arms, leadingIn)
  }

  /** What the version of a customer takes notice of. */
  runOf(row: number): Run {
    return this.#runOfArm(this.#rules.armOf[row] ?? 0)
  }

  /** Everybody. One version decides without a copy; the decisions of several are merged. */
  *all(population: Population): Steps<Ranked> {
    const { arms, armOf } = this.#rules
    const decided: OwnDecisions[] = []
    for (const [arm, { decider }] of arms.entries())
      decided.push(
        yield* decidingOwn(decider, population, this.#runOfArm(arm), this.#rowsOfArms[arm] ?? null),
      )
    const [only] = decided
    const [arm] = arms
    return decided.length === 1 && only?.rows === null && arm
      ? { decisions: only.decisions, ranking: arm.ranking }
      : yield* merged(arms, decided, armOf, this.#quotas)
  }

  /** Decides the customer of a row alone, and puts that in the place of what was decided of him before. */
  again({ decisions }: Ranked, population: Population, row: number): void {
    const { arms, armOf } = this.#rules
    const place = armOf[row] ?? 0
    const arm = arms[place]
    if (!arm) return
    const own = decideOwn(arm.decider, population, this.#runOfArm(place), Int32Array.of(row)).decisions
    const alone = this.#isMerged
      ? atOnce(merged([arm], [{ rows: null, decisions: own }], Uint8Array.of(0), this.#quotas)).decisions
      : own
    for (const [name, column] of decisions.columns) column[row] = alone.columns.get(name)?.[0] ?? 0
  }

  get #isMerged(): boolean {
    return this.#rules.arms.length > 1 || this.#rowsOfArms[0] !== null
  }

  #runOfArm(arm: number): Run {
    const run = this.#runs[arm]
    if (!run) throw new Error(`There is no version at ${arm}`)
    return run
  }
}

/** The same decisions, to be changed by themselves. */
export const copied = ({ decisions: { count, columns }, ranking }: Ranked): Ranked => ({
  decisions: { count, columns: new Map([...columns].map(([name, column]) => [name, column.slice()])) },
  ranking,
})
