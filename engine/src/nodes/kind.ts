import { z } from 'zod'
import type { Branch, Place, Probe } from '../coverage/place.ts'
import type { DecisionView, Reason } from '../explain/reason.ts'
import type { Condition, Operand, Step } from '../expression/expression.ts'
import type { Run } from '../plan/run.ts'
import type { Problem } from '../problem/problem.ts'
import type { Region } from '../region/region.ts'
import type { BookWords } from '../rulebook/book-words.ts'
import type { Telling } from '../rulebook/tell.ts'
import { bilingual, identifier } from '../values/fields.ts'
import type { Maybe, Scalar, ValueType } from '../values/value-type.ts'

/** What is known of a figure before it is computed. */
export interface Figured {
  readonly type: ValueType
  readonly mayBeMissing: boolean
}

/** What a name in the playbook stands for: a fact of the customer, or a figure of a node. */
export interface Value extends Figured {
  readonly operand: Operand
}

/** What a node can see of the rest of the playbook. */
export interface Scope {
  /** Undefined when nothing of that name has a value; the reference check has reported it. */
  value(name: string): Value | undefined
  /** The node of that id, whatever its kind. */
  node(id: string): NodeBase | undefined
  /** All facts and nodes, for the mend of a mistyped name. */
  names(): readonly string[]
}

/** A problem within one node; its path starts at the node. */
export type Report = (
  code: Problem['code'],
  path: readonly (string | number)[],
  values?: Problem['values'],
) => unknown

/**
 * One kind of node, whole: its schema (which is its type, its form and its documentation), what it means for
 * the checker, how it lowers to the plan, and how it explains itself. A kind is one folder and one entry in
 * the list of kinds.
 */
interface KindOf<Node extends NodeBase> {
  /** The type of the node's outcome, to which other nodes refer by its id; null when it has no single value. */
  outcome(node: Node, scope: Scope): ValueType | null
  /** Whether the outcome may be missing; never, when not said. */
  mayBeMissing?(node: Node, scope: Scope): boolean
  /** Further figures of the node by name, to which others refer as `id.name`. */
  parts?(node: Node, scope: Scope): Readonly<Record<string, Figured>>
  /** For a node whose outcome is a list: its members in order, from the values of its steps; null for another. */
  list?(node: Node, value: (name: string) => Maybe): Scalar[] | null
  /** The type of the members of that list; null when the outcome is no list. */
  members?(node: Node): ValueType | null
  /** What the schema and the references cannot say. */
  check(node: Node, scope: Scope, report: Report): void
  /** The node as steps of the plan. Called for checked nodes only. */
  lower(node: Node, scope: CheckedScope): Step[]
  /** Figures of the run that the steps read, the same for every customer. */
  inputs?(node: Node, run: Run): readonly (readonly [name: string, value: number])[]
  /** Whether, for all that the types say, the node contradicts itself on some customers: `examine` knows better. */
  isAtOdds?(node: Node, scope: Scope): boolean
  /**
   * What contradicts itself, or works but is hardly meant, found by reasoning over all customers there can be. Called
   * for checked nodes only. Where it may find errors, `isAtOdds` has to say so.
   */
  examine?(node: Node, insight: Insight, find: Find): void
  /** Why this customer has this outcome, down to the figures. */
  explain(node: Node, view: DecisionView): Reason[]
  /**
   * For a node that can put a customer on a list: names the occasion, such as the event or the last contact
   * before the duty. With the customer it makes the key of an action, so that a night that is run again adds
   * nothing.
   */
  occasion?(node: Node, view: DecisionView): string
  /**
   * The place of the node that a branch of one of its steps stands for; null when it is no place of its own.
   * Conditions are places by themselves. Without it the values of the node's outcomes are places.
   */
  place?(node: Node, branch: Branch): Place | null
  /** Further places that no single branch stands for, each with the condition under which it is exercised. */
  probes?(node: Node, scope: CheckedScope): readonly Probe[]
  /**
   * What the rule book says of some of the node's fields in words of the kind's own. All other fields are told as
   * the schema says.
   */
  tell?(node: Node, words: BookWords): Telling
}

/** A node together with what its kind knows of it. */
export interface BoundNode {
  readonly node: NodeBase
  outcome(scope: Scope): ValueType | null
  mayBeMissing(scope: Scope): boolean
  parts(scope: Scope): Readonly<Record<string, Figured>>
  /** Null for a node whose outcome is no list. */
  list(value: (name: string) => Maybe): Scalar[] | null
  /** The type of the members of that list; null when the outcome is no list. */
  members(): ValueType | null
  check(scope: Scope, report: Report): void
  lower(scope: CheckedScope): Step[]
  inputs(run: Run): readonly (readonly [name: string, value: number])[]
  isAtOdds(scope: Scope): boolean
  examine(insight: Insight, find: Find): void
  explain(view: DecisionView): Reason[]
  occasion(view: DecisionView): string | null
  /** `isOutput` says whether the branch is one of an outcome. */
  place(branch: Branch, isOutput: boolean): Place | null
  probes(scope: CheckedScope): readonly Probe[]
  tell(words: BookWords): Telling
}

export function defineKind<Schema extends z.ZodType<NodeBase>>(
  kind: string,
  schema: Schema,
  meaning: KindOf<z.infer<Schema>>,
) {
  const isOfKind = (node: NodeBase): node is z.infer<Schema> => node.kind === kind
  return {
    kind,
    schema,
    /** Null for a node of another kind. */
    bind(node: NodeBase): BoundNode | null {
      if (!isOfKind(node)) return null
      return {
        node,
        outcome: (scope) => meaning.outcome(node, scope),
        mayBeMissing: (scope) => meaning.mayBeMissing?.(node, scope) ?? false,
        parts: (scope) => meaning.parts?.(node, scope) ?? {},
        list: (value) => meaning.list?.(node, value) ?? null,
        members: () => meaning.members?.(node) ?? null,
        check: (scope, report) => meaning.check(node, scope, report),
        lower: (scope) => meaning.lower(node, scope),
        inputs: (run) => meaning.inputs?.(node, run) ?? [],
        isAtOdds: (scope) => meaning.isAtOdds?.(node, scope) ?? false,
        examine: (insight, find) => meaning.examine?.(node, insight, find),
        explain: (view) => meaning.explain(node, view),
        occasion: (view) => meaning.occasion?.(node, view) ?? null,
        probes: (scope) => meaning.probes?.(node, scope) ?? [],
        tell: (words) => meaning.tell?.(node, words) ?? {},
        place(branch, isOutput) {
          if (meaning.place) return meaning.place(node, branch)
          return isOutput && branch.by === 'value' ? { path: [], way: String(branch.takes) } : null
        },
      }
    },
  }
}

/** The scope of a playbook without errors: every name resolves. */
export interface CheckedScope {
  value(name: string): Value
  node(id: string): NodeBase
}

/** What is known of all customers that there can be, in a playbook without errors. */
export interface Insight extends CheckedScope {
  /** What a fact or a figure of a node can be at all. */
  possible(name: string): Region
  /** Whether there can be no customer for whom it holds; `unknown` when that would take too long to find out. */
  isNever(condition: Condition): boolean | 'unknown'
}

/** A finding within one node; it shows on the customers for whom the condition `shows` holds. */
export type Find = (
  code: Problem['code'],
  path: readonly (string | number)[],
  values?: Problem['values'],
  shows?: Condition,
) => unknown

/** What every node has. */
export const nodeBase = <Kind extends string>(kind: Kind) =>
  z.strictObject({
    id: identifier(),
    kind: z.literal(kind),
    name: bilingual(),
    note: bilingual().optional(),
  })

export type NodeBase = z.infer<ReturnType<typeof nodeBase<string>>>

/** The name of a part of a node's figures. */
export const part = (node: string, name: string): string => `${node}.${name}`
