import { type Fact, typeOfFact } from '../../playbook/fact.ts'
import type { Problem } from '../../problem/problem.ts'
import { parseDay } from '../../values/day.ts'
import { inEveryLanguage } from '../../values/fields.ts'
import { MOST_INTEGER, type ValueType } from '../../values/value-type.ts'
import { type Into, otherwise, type Path } from '../carried.ts'
import type { Names } from '../names.ts'
import type { RulesCondition } from './document.ts'

/** A fact of the rules, as the playbook knows it. */
export interface KnownFact {
  readonly name: string
  readonly type: ValueType
  readonly mayBeMissing: boolean
}

interface Use {
  readonly path: Path
  readonly values: unknown[]
  readonly with: string[]
}

/**
 * The facts that rules name: those of the dictionary, and new ones whose types are seen from the values they are
 * compared with.
 */
export class RuleFacts {
  readonly created: Fact[] = []
  readonly problems: Problem[] = []
  readonly #known = new Map<string, KnownFact>()
  readonly #texts: ReadonlyMap<string, readonly string[]>
  readonly #spare: string | null

  constructor(conditions: readonly (readonly [RulesCondition, Path])[], into: Into, names: Names) {
    this.#spare = into.facts[0]?.name ?? null
    this.#texts = into.texts ?? new Map()
    const dictionary = new Map(into.facts.map((fact) => [fact.name, fact]))
    const uses = usesOf(conditions)
    for (const written of uses.keys()) {
      const fact = dictionary.get(written) ?? dictionary.get(names.of(written, 'fact'))
      if (fact) this.#known.set(written, known(fact))
    }
    for (const [written, use] of uses) {
      if (this.#known.has(written)) continue
      const name = names.of(written, 'fact')
      const fact = this.#create(name, written, use, uses)
      this.created.push(fact)
      this.#known.set(written, known(fact))
      if (name !== written) this.problems.push(otherwise(use.path, 'renamed', written, name))
      this.problems.push(otherwise(use.path, 'type_assumed', name, fact.type))
      if (fact.type === 'class') {
        this.problems.push(otherwise(use.path, 'values_assumed', name, fact.values.join(', ')))
      }
    }
  }

  /** The name of some fact, as the playbook has it; null when there is none. */
  get any(): string | null {
    const [known] = this.#known.values()
    return known?.name ?? this.#spare
  }

  get(written: string): KnownFact | undefined {
    return this.#known.get(written)
  }

  #create(name: string, written: string, use: Use, uses: ReadonlyMap<string, Use>): Fact {
    const base = { name, label: inEveryLanguage(written), missing: 'possible' } as const
    const partner = use.with.map((each) => this.#known.get(each)?.type).find((type) => type !== undefined)
    if (partner) {
      return partner.kind === 'class'
        ? { ...base, type: 'class', values: [...partner.values] }
        : { ...base, type: partner.kind }
    }
    const known = this.#texts.get(name) ?? []
    const values = [...known, ...use.values, ...use.with.flatMap((each) => uses.get(each)?.values ?? [])]
    const texts = [...new Set(values.filter((each) => typeof each === 'string'))].filter(
      (each) => each !== '',
    )
    if (texts.length > 0 && !texts.every((each) => parseDay(each) !== null)) {
      return { ...base, type: 'class', values: texts.slice(0, MOST_VALUES) }
    }
    return { ...base, type: kindOf(values, texts.length > 0) }
  }
}

const MOST_VALUES = 200

const known = (fact: Fact): KnownFact => ({
  name: fact.name,
  type: typeOfFact(fact),
  mayBeMissing: fact.missing === 'possible',
})

function kindOf(
  values: readonly unknown[],
  hasDays: boolean,
): 'flag' | 'date' | 'count' | 'money' | 'percent' {
  if (hasDays) return 'date'
  const numbers = values.filter((each) => typeof each === 'number')
  if (numbers.length === 0 && values.some((each) => typeof each === 'boolean')) return 'flag'
  if (!numbers.every((each) => Number.isSafeInteger(each))) return 'percent'
  return numbers.every((each) => Math.abs(each) <= MOST_INTEGER) ? 'count' : 'money'
}

/** Each fact that conditions name, with the values and the facts it is compared with. */
function usesOf(conditions: readonly (readonly [RulesCondition, Path])[]): Map<string, Use> {
  const uses = new Map<string, Use>()
  const useOf = (name: string, path: Path): Use => {
    const use = uses.get(name) ?? { path, values: [], with: [] }
    uses.set(name, use)
    return use
  }
  const visit = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) visit(each, [...path, at])
      return
    }
    const leaf: RulesCondition = { ...value }
    if (typeof leaf.fact !== 'string' || !('operator' in leaf)) {
      for (const key of ['all', 'any', 'not']) visit(leaf[key], [...path, key])
      return
    }
    const use = useOf(leaf.fact, path)
    const other = factNamed(leaf.value)
    if (other !== null) {
      use.with.push(other)
      useOf(other, path).with.push(leaf.fact)
    } else if (Array.isArray(leaf.value)) use.values.push(...leaf.value)
    else use.values.push(leaf.value)
  }
  for (const [condition, path] of conditions) visit(condition, path)
  return uses
}

/** The fact that a comparison is with; null for a comparison with a value. */
export function factNamed(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('fact' in value)) return null
  return typeof value.fact === 'string' ? value.fact : null
}
