import type { Condition } from '../expression/expression.ts'
import type en from '../locale/en.json'
import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { Day } from '../values/day.ts'
import type { Maybe } from '../values/value-type.ts'

/** Key by key: of a long union at once TypeScript infers only the first part. */
type CodeOf<Key> = Key extends `problem.${infer Code}.what` ? Code : never

/** Every kind of problem the engine reports; each has its text in the locale files. */
export type ProblemCode = CodeOf<keyof typeof en>

/**
 * Something wrong in what a person wrote: where, what, and the mend. The engine returns problems; it does not
 * throw for bad input.
 */
export interface Problem {
  /** An error keeps the playbook from being planned; a warning does not. */
  readonly severity: 'error' | 'warning'
  readonly code: ProblemCode
  /** JSON Pointer (RFC 6901) into the document, such as `/nodes/3/bands/1/from`. */
  readonly path: string
  /** What is wrong, in English; `describeProblem` says it in another language. */
  readonly what: string
  /** How to mend it, in English. */
  readonly mend: string
  readonly values: Readonly<Record<string, string | number>>
  readonly witness?: Witness
}

/** A customer on whom a problem shows. */
export interface Witness {
  /**
   * His facts as far as they matter, made up, in the engine's terms. Where no facts were found, figures of nodes
   * stand for them.
   */
  readonly facts: Readonly<Record<string, Maybe>>
  /** The same as documents write it; null for what is missing. */
  readonly written: readonly (readonly [name: string, value: string | null])[]
  /** The business day on which it shows; any day, when not said. */
  readonly asOf?: Day
  /** Holds for the customers on whom it shows, and for no others. */
  readonly where?: Condition
}

/** More than anybody reads at once: how many problems of a document are reported. */
export const MOST_PROBLEMS = 200

const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'unused_strategy',
  'grace_exceeds_interval',
  'event_unused',
  'claim_without_effect',
  'claim_unknown',
  'row_impossible',
  'rows_leave_gap',
  'row_shadowed',
  'table_undecided',
  'condition_never',
  'condition_always',
  'condition_part',
  'condition_undecided',
  'case_shadowed',
  'band_unreachable',
  'cell_unreachable',
  'unused_node',
  'risk_above_class',
  'association_without_gain',
  'carried_otherwise',
])

export function problem(
  code: ProblemCode,
  path: readonly PropertyKey[],
  values: Problem['values'] = {},
  witness?: Witness,
): Problem {
  return {
    severity: WARNINGS.has(code) ? 'warning' : 'error',
    code,
    path: pointer(path),
    values,
    ...textOf(code, values, witness, 'en'),
    ...(witness && { witness }),
  }
}

/**
 * What is wrong and how to mend it, in a language. `figure` puts a figure of the witness into words, from its name
 * and its value in the engine's terms; without it figures are written as in documents.
 */
export const describeProblem = (
  problem: Problem,
  locale: Locale,
  figure?: FigureWords,
): { what: string; mend: string } => textOf(problem.code, problem.values, problem.witness, locale, figure)

type FigureWords = (name: string, value: Maybe) => string

function textOf(
  code: ProblemCode,
  values: Problem['values'],
  witness: Witness | undefined,
  locale: Locale,
  figure?: FigureWords,
) {
  const all = {
    witness: witness && witness.written.length > 0 ? inWords(witness, locale, figure) : NO_WITNESS,
    ...values,
  }
  return {
    what: message(locale, `problem.${code}.what`, all),
    mend: message(locale, `problem.${code}.mend`, all),
  }
}

/** What messages choose by where a problem has no witness. */
const NO_WITNESS = 'none'

const MOST_WRITTEN = 8

function inWords({ written, facts }: Witness, locale: Locale, figure?: FigureWords): string {
  const missing = message(locale, 'figure.missing')
  const telling = written.length > MOST_WRITTEN ? tellingOf(written) : written
  const shown = telling
    .slice(0, MOST_WRITTEN)
    .map(([name, value]) => figure?.(name, facts[name] ?? null) ?? `${name} = ${value ?? missing}`)
  return [...shown, ...leftOut(written, telling, locale)].join(locale === 'en' ? ', ' : '，')
}

/** Where not all is written, what is zero or no is what is left out, unless there is nothing else. */
function tellingOf(written: Witness['written']): Witness['written'] {
  const telling = written.filter(([, value]) => !isNothing(value))
  return telling.length > 0 ? telling : written
}

const isNothing = (value: string | null): boolean => value === '0' || value === 'false'

/** What is said of the figures that are not shown: that they are zero or no, if they all are. */
function leftOut(written: Witness['written'], telling: Witness['written'], locale: Locale): string[] {
  if (written.length <= MOST_WRITTEN) return []
  const isTold = telling.slice(MOST_WRITTEN).every(([, value]) => isNothing(value))
  return [isTold ? message(locale, 'figure.else_zero') : '…']
}

/** RFC 6901: `~` and `/` in keys are escaped. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The keys of a JSON Pointer; places in lists are digits there. */
export const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

export const isError = (problem: Problem): boolean => problem.severity === 'error'

/**
 * The first problems, in order: of errors so many that the rest need not be looked for, and as many warnings. An
 * error is never left out for a warning.
 */
export function firstProblems(problems: Iterable<Problem>): Problem[] {
  const first: Problem[] = []
  let [errors, warnings] = [0, 0]
  for (const each of problems) {
    if (isError(each)) errors += 1
    else warnings += 1
    if (isError(each) || warnings <= MOST_PROBLEMS) first.push(each)
    if (errors === MOST_PROBLEMS) break
  }
  return first
}
