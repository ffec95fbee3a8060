import type { Problem } from '../../problem/problem.ts'
import type { Scalar } from '../../values/value-type.ts'
import { leftOut, otherwise, type Path } from '../carried.ts'
import type { RulesCondition } from './document.ts'
import { factNamed, type KnownFact, type RuleFacts } from './figures.ts'
import { among, COMPARISONS, compared, comparedWith, type Folded, fits, joined, negated } from './leaves.ts'

/** Turns an operator into its opposite, in json-rules-engine. */
const NOT = 'not:'

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Reads conditions of json-rules-engine as the playbook's own, which decide the same. */
export class ConditionReader {
  readonly problems: Problem[] = []
  readonly #facts: RuleFacts
  /** What each shared condition became; null for one that did not come along. */
  readonly #shared: (name: string) => Folded | null | undefined

  constructor(facts: RuleFacts, shared: (name: string) => Folded | null | undefined) {
    this.#facts = facts
    this.#shared = shared
  }

  /** The condition; null where it, or a part of it, cannot be carried over: `problems` says why. */
  read(condition: unknown, path: Path): Folded | null {
    if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
      return this.#leave(path, 'no_operator', condition)
    }
    const written: RulesCondition = { ...condition }
    const groups = (['all', 'any', 'not', 'condition'] as const).filter((key) => Object.hasOwn(written, key))
    const isLeaf = Object.hasOwn(written, 'fact') || Object.hasOwn(written, 'operator')
    if (groups.length + Number(isLeaf) > 1)
      return this.#leave(path, 'two_operators', [...groups, 'fact'].join(', '))
    this.#mention(written, path)
    const [group] = groups
    switch (group) {
      case undefined:
        return this.#leaf(written, path)
      case 'not': {
        const inner = this.read(written.not, [...path, 'not'])
        return inner === null ? null : negated(inner)
      }
      case 'condition':
        return this.#reference(written.condition, path)
      default:
        return this.#group(group, written[group], path)
    }
  }

  #leave(path: Path, ...[reason, found]: [Parameters<typeof leftOut>[1], unknown]): null {
    this.problems.push(leftOut(path, reason, found))
    return null
  }

  /** Says what changes no decision and does not come along. */
  #mention(written: RulesCondition, path: Path): void {
    for (const key of ['priority', 'name']) {
      if (Object.hasOwn(written, key)) {
        this.problems.push(otherwise([...path, key], 'order_of_conditions', key, written[key]))
      }
    }
  }

  /** As json-rules-engine has it, any of no conditions holds. */
  #group(by: 'all' | 'any', list: unknown, path: Path): Folded | null {
    if (!Array.isArray(list)) return this.#leave([...path, by], 'no_operator', list)
    if (list.length === 0) return true
    const read = list.map((each, at) => this.read(each, [...path, by, at]))
    const whole = read.filter((each) => each !== null)
    return whole.length === read.length ? joined(by, whole) : null
  }

  #reference(name: unknown, path: Path): Folded | null {
    const condition = typeof name === 'string' ? this.#shared(name) : undefined
    return condition === undefined
      ? this.#leave([...path, 'condition'], 'unknown_condition', name)
      : condition
  }

  #leaf(written: RulesCondition, path: Path): Folded | null {
    const { fact: name, operator, value } = written
    if (Object.hasOwn(written, 'path')) return this.#leave([...path, 'path'], 'path', written.path)
    if (Object.hasOwn(written, 'params'))
      return this.#leave([...path, 'params'], 'parameters', written.params)
    if (typeof name !== 'string' || typeof operator !== 'string')
      return this.#leave(path, 'no_operator', written)
    const fact = this.#facts.get(name)
    if (!fact) return this.#leave([...path, 'fact'], 'no_operator', name)
    if (operator.startsWith(NOT)) {
      const plain = this.#leaf({ ...written, operator: operator.slice(NOT.length) }, path)
      return plain === null ? null : negated(plain)
    }
    if (operator.includes(':')) return this.#leave([...path, 'operator'], 'decorator', operator)
    if (operator === 'in' || operator === 'notIn') return this.#membership(fact, operator, value, path)
    const is = COMPARISONS.get(operator)
    if (is === undefined) return this.#leave([...path, 'operator'], 'operator', operator)
    if (value === null && (is === 'equal' || is === 'not_equal'))
      return this.#presence(fact, is === 'equal', path)
    const other = factNamed(value)
    if (other !== null) return this.#comparison(fact, is, other, value, path)
    const isOrder = is !== 'equal' && is !== 'not_equal'
    if (!fits(fact.type, value)) {
      // Equality there never converts: a number is no text, whatever it looks like.
      if (isOrder || !isPlain(value)) return this.#leave([...path, 'value'], 'value', value)
      this.#never(fact, value, path)
      return is === 'not_equal'
    }
    if (isOrder && (fact.type.kind === 'class' || fact.type.kind === 'flag')) {
      return this.#leave([...path, 'operator'], 'text_order', operator)
    }
    const folded = compared(fact, is, value)
    if (typeof folded === 'boolean') this.#never(fact, value, path)
    return folded
  }

  #never(fact: KnownFact, value: unknown, path: Path): void {
    this.problems.push(otherwise([...path, 'value'], 'never_equal', value, fact.name))
  }

  /** Null stands for a missing fact, which json-rules-engine takes for null only where it is given as null. */
  #presence({ name, mayBeMissing }: KnownFact, isMissing: boolean, path: Path): Folded {
    this.problems.push(otherwise([...path, 'value'], 'null_is_missing', name))
    return mayBeMissing ? { of: name, is: isMissing ? 'missing' : 'known' } : !isMissing
  }

  #comparison(
    fact: KnownFact,
    is: Parameters<typeof comparedWith>[1],
    name: string,
    value: unknown,
    path: Path,
  ): Folded | null {
    const extra = Object.keys(Object(value)).filter((key) => key !== 'fact')
    if (extra.length > 0) return this.#leave([...path, 'value'], 'path', value)
    const other = this.#facts.get(name)
    const folded = other ? comparedWith(fact, is, other) : null
    if (!other || folded === null) return this.#leave([...path, 'value'], 'kinds', name)
    if (fact.mayBeMissing && other.mayBeMissing && (is === 'equal' || is === 'not_equal')) {
      this.problems.push(otherwise(path, 'both_missing', fact.name, other.name))
    }
    return folded
  }

  #membership(fact: KnownFact, operator: 'in' | 'notIn', value: unknown, path: Path): Folded | null {
    if (!Array.isArray(value)) return this.#leave([...path, 'value'], 'value', value)
    const fitting: Scalar[] = []
    for (const each of value) {
      if (fits(fact.type, each)) fitting.push(each)
      else if (isPlain(each)) this.#never(fact, each, path)
      else return this.#leave([...path, 'value'], 'value', each)
    }
    const { type } = fact
    if (type.kind === 'class') {
      for (const each of fitting)
        if (!type.values.some((known) => known === each)) this.#never(fact, each, path)
    }
    const isAmong = among(fact, fitting)
    return operator === 'in' ? isAmong : negated(isAmong)
  }
}
