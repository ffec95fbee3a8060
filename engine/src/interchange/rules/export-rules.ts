import { namesOf } from '../../check/scope.ts'
import type { Leaf, PlaybookCondition, Test } from '../../condition/condition.ts'
import type { Playbook, PlaybookNode } from '../../playbook/playbook.ts'
import { firstProblems, type Problem } from '../../problem/problem.ts'
import { otherwise, type Path } from '../carried.ts'
import { COMPARISONS } from './leaves.ts'

type RuleNode = Extract<PlaybookNode, { kind: 'rule' }>
type TableNode = Extract<PlaybookNode, { kind: 'table' }>
type Written = Readonly<Record<string, unknown>>

/** Rules for json-rules-engine, and the conditions that they share, to be given to `setCondition` by name. */
export interface ExportedRules {
  readonly document: {
    readonly rules: readonly Written[]
    readonly conditions: Readonly<Record<string, Written>>
  }
  readonly problems: readonly Problem[]
}

/**
 * The rule nodes of a playbook as json-rules-engine writes rules. Every rule is a shared condition, by its id, and
 * fires an event; a node with cases fires one whose parameters have the outcome. A table that lists events by rules,
 * as `importRules` makes one, gives the types and the priorities of the events. Facts must be given as the playbook
 * has them: a missing one as null, dates as `YYYY-MM-DD`. Other nodes that conditions refer to must be given as facts.
 * @param ids The nodes wanted; all rules, when not said.
 */
export function exportRules(playbook: Playbook, ids?: readonly string[]): ExportedRules {
  return new RulesExport(playbook).of(ids)
}

class RulesExport {
  readonly #playbook: Playbook
  readonly #names: ReturnType<typeof namesOf>
  readonly #rules: ReadonlyMap<string, RuleNode>
  readonly #problems = new Map<string, Problem>()

  constructor(playbook: Playbook) {
    this.#playbook = playbook
    this.#names = namesOf(playbook)
    const rules = playbook.nodes.flatMap((node) => (node.kind === 'rule' ? [[node.id, node] as const] : []))
    this.#rules = new Map(rules)
  }

  of(ids?: readonly string[]): ExportedRules {
    const conditions: Record<string, Written> = {}
    const rules: Written[] = []
    const events = this.#listedEvents()
    const always = events.get(ALWAYS) ?? []
    for (const [at, node] of this.#playbook.nodes.entries()) {
      if (node.kind !== 'rule' || (ids && !ids.includes(node.id))) continue
      const path = ['nodes', at]
      if (node.when) {
        conditions[node.id] = rooted(this.#condition(node.when, [...path, 'when']))
        const name = node.name.en
        for (const event of events.get(node.id) ?? [{ event: { type: node.id } }]) {
          rules.push({ name, conditions: { all: [{ condition: node.id }] }, ...event })
        }
      } else rules.push(...this.#cases(node, path, conditions))
    }
    if (!ids) rules.push(...always.map((event) => ({ conditions: { all: [] }, ...event })))
    return { document: { rules, conditions }, problems: firstProblems(this.#problems.values()) }
  }

  /** The first case that holds gives the outcome: each rule rules out the cases before its own. */
  #cases(node: RuleNode, path: Path, conditions: Record<string, Written>): Written[] {
    const { id, name, cases = [], otherwise } = node
    const named = cases.map(({ when }, at) => {
      const condition = `${id}.case_${at + 1}`
      conditions[condition] = rooted(this.#condition(when, [...path, 'cases', at, 'when']))
      return condition
    })
    const before = (at: number) => named.slice(0, at).map((condition) => ({ not: { condition } }))
    const rule = (at: number, all: Written[], outcome: unknown): Written => ({
      name: `${name.en} ${at + 1}`,
      conditions: { all },
      event: { type: id, params: { outcome } },
    })
    return [
      ...cases.map((each, at) => rule(at, [...before(at), { condition: named[at] }], each.then)),
      ...(otherwise === undefined ? [] : [rule(cases.length, before(cases.length), otherwise)]),
    ]
  }

  #condition(condition: PlaybookCondition, path: Path): Written {
    if ('all' in condition)
      return { all: condition.all.map((each, at) => this.#condition(each, [...path, 'all', at])) }
    if ('any' in condition)
      return { any: condition.any.map((each, at) => this.#condition(each, [...path, 'any', at])) }
    if ('not' in condition) return { not: this.#condition(condition.not, [...path, 'not']) }
    return this.#leaf(condition, path)
  }

  #leaf(leaf: Leaf, path: Path): Written {
    const rule = this.#rules.get(leaf.of)
    if (rule?.when && 'value' in leaf && typeof leaf.value === 'boolean') {
      const holds = (leaf.is === 'equal') === leaf.value
      return holds ? { condition: rule.id } : { not: { condition: rule.id } }
    }
    this.#given(leaf.of, path)
    if (!isTest(leaf)) return presence(leaf.of, leaf.is)
    const written = this.#test(leaf, path)
    const differs = leaf.is === 'not_equal' || leaf.is === 'not_among'
    const others = 'than' in leaf && leaf.than !== undefined ? [leaf.than] : []
    const lacking = [leaf.of, ...others].filter((name) => this.#names.value(name)?.mayBeMissing ?? false)
    if (leaf.ifMissing === undefined || lacking.length === 0) return written
    for (const name of lacking) this.#note(otherwise(path, 'missing_as_null', name))
    // json-rules-engine lets null differ from every value and be on no side of any; but 0 is above a null.
    if (leaf.ifMissing === differs && others.length === 0) return written
    return leaf.ifMissing
      ? { any: [...lacking.map((name) => presence(name, 'missing')), written] }
      : { all: [...lacking.map((name) => presence(name, 'known')), written] }
  }

  #test(leaf: Test, path: Path): Written {
    if ('values' in leaf) {
      return { fact: leaf.of, operator: leaf.is === 'among' ? 'in' : 'notIn', value: leaf.values }
    }
    if (leaf.than !== undefined) this.#given(leaf.than, path)
    const value = leaf.than === undefined ? leaf.value : { fact: leaf.than }
    return { fact: leaf.of, operator: OPERATORS.get(leaf.is) ?? leaf.is, value }
  }

  /** Names what the rules need and the document does not have. */
  #given(name: string, path: Path): void {
    const isFact = this.#playbook.facts.some((fact) => fact.name === name)
    if (!isFact) this.#note(otherwise(path, 'supplied', name))
  }

  /** Each thing once: a figure may be compared in a thousand rules. */
  #note(problem: Problem): void {
    const key = `${problem.code} ${JSON.stringify(problem.values)}`
    if (!this.#problems.has(key)) this.#problems.set(key, problem)
  }

  /** The events that tables list, with their priorities: by the rule that each row goes by, or by none. */
  #listedEvents(): Map<string, Listed[]> {
    const events = new Map<string, Listed[]>()
    for (const node of this.#playbook.nodes) {
      if (node.kind !== 'table' || !isListOfEvents(node)) continue
      for (const [row, { when, then }] of node.rows.entries()) {
        const rule = node.inputs[when.indexOf('true')]?.of ?? ALWAYS
        const event = { event: { type: String(then[0] ?? '') }, priority: node.rows.length - row }
        events.set(rule, [...(events.get(rule) ?? []), event])
      }
    }
    return events
  }
}

interface Listed {
  readonly event: { readonly type: string }
  readonly priority?: number
}

/** For a row without a test; no node is called so. */
const ALWAYS = ''

/** What json-rules-engine calls each comparison. */
const OPERATORS: ReadonlyMap<string, string> = new Map(
  [...COMPARISONS].map(([theirs, ours]) => [ours, theirs]),
)

const isTest = (leaf: Leaf): leaf is Test => leaf.is !== 'known' && leaf.is !== 'missing'

const presence = (fact: string, is: 'known' | 'missing'): Written => ({
  fact,
  operator: is === 'missing' ? 'equal' : 'notEqual',
  value: null,
})

/** The root of a condition must be all, any or not, or a reference. */
const rooted = (condition: Written): Written => ('fact' in condition ? { all: [condition] } : condition)

const isListOfEvents = ({ hitPolicy, outputs, rows }: TableNode): boolean =>
  hitPolicy === 'rule_order' &&
  outputs.length === 1 &&
  outputs[0]?.type === 'text' &&
  rows.every(({ when }) => ['', 'true'].includes(when.filter((cell) => cell !== '-').join()))
