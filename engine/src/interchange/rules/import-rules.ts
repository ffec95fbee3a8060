import type { z } from 'zod'
import { parseWith } from '../../playbook/parse.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { firstProblems, type Problem } from '../../problem/problem.ts'
import { inEveryLanguage } from '../../values/fields.ts'
import { type Imported, type Into, leftOut, otherwise, type Path } from '../carried.ts'
import { Names } from '../names.ts'
import { ConditionReader } from './conditions.ts'
import { type RulesCondition, type RulesRule, rulesDocument } from './document.ts'
import { RuleFacts } from './figures.ts'
import type { Folded } from './leaves.ts'

type TableNode = Extract<PlaybookNode, { kind: 'table' }>

/** A table has at most so many inputs. */
const MOST_EVENTS = 200

/**
 * Rules of json-rules-engine as nodes: a yes or no for each rule and each shared condition, and a table `events`
 * that lists the types of the events that fire, those of the highest priority first. The nodes decide as
 * json-rules-engine does on facts of the types of the dictionary, and where a fact is missing as it does on one that
 * is undefined.
 * @param document What `JSON.parse` gives: a rule, a list of rules, or `{ rules, conditions }` with shared conditions.
 */
export function importRules(document: unknown, into: Into): Imported {
  const parsed = parseWith(rulesDocument, document)
  if (!parsed.ok) return { facts: [], nodes: [], problems: parsed.problems }
  const { rules } = parsed.value
  const isList = Array.isArray(document)
  const isOne = !isList && !Object.hasOwn(Object(document), 'rules')
  const pathOf = (at: number): Path => (isOne ? [] : isList ? [at] : ['rules', at])
  return new RulesImport(into, parsed.value, pathOf).of(rules.map((rule, at) => [rule, pathOf(at)]))
}

/** A rule whose condition came along: what it holds by, as a reference to its node or as what it always is. */
interface Carried {
  readonly rule: RulesRule
  readonly path: Path
  readonly holds: Folded
}

class RulesImport {
  readonly #conditions: Readonly<Record<string, RulesCondition>>
  readonly #facts: RuleFacts
  readonly #ids: Names
  readonly #nodes: PlaybookNode[] = []
  readonly #problems: Problem[] = []
  /** What each shared condition became, once it is read; null for one that did not come along. */
  readonly #shared = new Map<string, Folded | null>()
  readonly #reading = new Set<string>()

  constructor(
    into: Into,
    { rules, conditions }: z.infer<typeof rulesDocument>,
    pathOf: (at: number) => Path,
  ) {
    this.#conditions = conditions
    const everywhere = [
      ...Object.entries(conditions).map(([name, each]) => [each, ['conditions', name]] as const),
      ...rules.map((rule, at) => [rule.conditions, [...pathOf(at), 'conditions']] as const),
    ]
    this.#facts = new RuleFacts(everywhere, into, new Names(into.taken))
    const known = [...into.facts, ...this.#facts.created].map(({ name }) => name)
    this.#ids = new Names([...(into.taken ?? []), ...known])
  }

  of(rules: readonly (readonly [RulesRule, Path])[]): Imported {
    const carried = rules.flatMap(([rule, path]): Carried[] => {
      const holds = this.#rule(rule, path)
      return holds === null ? [] : [{ rule, path, holds }]
    })
    const events = this.#events(carried)
    return {
      facts: this.#facts.created,
      nodes: [...this.#nodes, ...(events ? [events] : [])],
      problems: firstProblems([...this.#problems, ...this.#facts.problems]),
    }
  }

  #rule(rule: RulesRule, path: Path): Folded | null {
    const { name, event, conditions, priority: _, ...more } = rule
    for (const key of Object.keys(more)) this.#problems.push(otherwise([...path, key], 'unknown', key))
    const title = typeof name === 'string' && name !== '' ? name : event.type
    return this.#node(title, 'rule', conditions, [...path, 'conditions'])
  }

  /** Makes a node of a condition and refers to it; a condition that always holds, or never, needs none. */
  #node(title: string, prefix: string, condition: unknown, path: Path): Folded | null {
    const reader = new ConditionReader(this.#facts, (name) => this.#sharedCondition(name, path))
    const when = reader.read(condition, path)
    this.#problems.push(...reader.problems)
    if (typeof when === 'boolean') this.#problems.push(otherwise(path, 'constant', title, when))
    if (when === null || typeof when === 'boolean') return when
    const id = this.#ids.free(title, prefix)
    this.#nodes.push({ id, kind: 'rule', name: inEveryLanguage(title), when })
    return { of: id, is: 'equal', value: true }
  }

  #sharedCondition(name: string, from: Path): Folded | null | undefined {
    const known = this.#shared.get(name)
    if (known !== undefined) return known
    if (!Object.hasOwn(this.#conditions, name)) return undefined
    if (this.#reading.has(name)) {
      this.#problems.push(leftOut(from, 'circle', name))
      return null
    }
    this.#reading.add(name)
    const condition = this.#node(name, 'condition', this.#conditions[name], ['conditions', name])
    this.#reading.delete(name)
    this.#shared.set(name, condition)
    return condition
  }

  /** The events that fire, in the order of their priority and then of the document. */
  #events(carried: readonly Carried[]): TableNode | null {
    const firing = carried
      .filter(({ holds }) => holds !== false)
      .toSorted((one, other) => (other.rule.priority ?? 1) - (one.rule.priority ?? 1))
    const flags = firing.flatMap(({ holds }) =>
      typeof holds === 'object' && 'of' in holds ? [holds.of] : [],
    )
    // Where every event fires always, the table still has to be over something.
    const spare = this.#facts.any
    const inputs = flags.length > 0 || spare === null ? [...new Set(flags)] : [spare]
    if (inputs.length === 0 || firing.length === 0) return null
    if (inputs.length > MOST_EVENTS) {
      this.#problems.push(leftOut([], 'too_many', String(inputs.length)))
      return null
    }
    return {
      id: this.#ids.free('events', 'events'),
      kind: 'table',
      name: { 'zh-CN': '触发的事件', en: 'Events that fire' },
      hitPolicy: 'rule_order',
      inputs: inputs.map((of) => ({ of })),
      outputs: [{ id: 'event', type: 'text' }],
      rows: firing.map(({ rule, path, holds }) => ({
        when: inputs.map((of) =>
          typeof holds === 'object' && 'of' in holds && holds.of === of ? 'true' : '-',
        ),
        then: [rule.event.type],
        ...this.#noteOf(rule, path),
      })),
    }
  }

  #noteOf({ event }: RulesRule, path: Path) {
    if (event.params === undefined) return {}
    this.#problems.push(otherwise([...path, 'event', 'params'], 'parameters_noted', event.params))
    return { note: inEveryLanguage(JSON.stringify(event.params)) }
  }
}
