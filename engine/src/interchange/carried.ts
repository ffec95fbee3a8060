import type { Scope } from '../nodes/kind.ts'
import type { Fact } from '../playbook/fact.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import { type Problem, problem } from '../problem/problem.ts'

/** What came out of a document of another kind: facts and nodes for a playbook, and what of it did not come along. */
export interface Imported {
  /** Facts that the nodes need and that the playbook does not have yet. */
  readonly facts: readonly Fact[]
  /** Nodes in the order of the document. They refer to each other and to facts. */
  readonly nodes: readonly PlaybookNode[]
  /**
   * Errors name what was left out, because nothing here means the same; warnings, what came along otherwise than
   * it was written. Paths lead into the document that was read.
   */
  readonly problems: readonly Problem[]
}

/** What a document is imported into. */
export interface Into {
  /** The customer dictionary: it has the types that other documents do not say. */
  readonly facts: readonly Fact[]
  /** Figures of nodes that are there already: tables of a workbook may test them. */
  readonly known?: Pick<Scope, 'value' | 'node'>
  /** Names that nodes must not get. */
  readonly taken?: readonly string[]
  /** Texts that facts which the dictionary lacks are known to have, by their names: values of the classes they become. */
  readonly texts?: ReadonlyMap<string, readonly string[]>
}

export type Path = readonly (string | number)[]

/** Why something was left out. */
type LeftOut =
  | 'operator'
  | 'path'
  | 'parameters'
  | 'decorator'
  | 'value'
  | 'text_order'
  | 'two_operators'
  | 'no_operator'
  | 'unknown_condition'
  | 'circle'
  | 'kinds'
  | 'too_many'
  | 'expression'
  | 'decision'
  | 'result'
  | 'values'
  | 'no_value'
  | 'row'
  | 'policy'
  | 'figure'
  | 'list_outputs'
  | 'name'
  | 'type'
  | 'form'
  | 'length'
  | 'overflow'

/** How something came along otherwise than it was written. */
type Otherwise =
  | 'renamed'
  | 'type_assumed'
  | 'values_assumed'
  | 'both_missing'
  | 'missing_as_null'
  | 'null_is_missing'
  | 'never_equal'
  | 'parameters_noted'
  | 'order_of_conditions'
  | 'constant'
  | 'unknown'
  | 'input_values'
  | 'one_language'
  | 'first_output'
  | 'default_dropped'
  | 'supplied'
  | 'formula'
  | 'unit'

/** Says that something was left out; `found` is how it was written. */
export const leftOut = (path: Path, reason: LeftOut, found: unknown): Problem =>
  problem('not_carried', path, { reason, found: shown(found) })

/** Says that something came along otherwise than it was written. */
export const otherwise = (path: Path, reason: Otherwise, found: unknown, now: unknown = ''): Problem =>
  problem('carried_otherwise', path, { reason, found: shown(found), now: shown(now) })

const MOST_SHOWN = 60

function shown(found: unknown): string {
  const written = typeof found === 'string' ? found : (JSON.stringify(found) ?? '')
  const plain = written
    .slice(0, MOST_SHOWN)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\uFFFD')
  return written.length > MOST_SHOWN ? `${plain}…` : plain
}
