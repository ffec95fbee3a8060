import type en from '../locale/en.json'
import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { Maybe } from '../values/value-type.ts'

type ProblemKey = Extract<keyof typeof en, `problem.${string}.what`>

/** Every kind of problem the engine reports; each has its text in the locale files. */
export type ProblemCode = ProblemKey extends `problem.${infer Code}.what` ? Code : never

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
  /** A customer on whom it shows: his facts as far as they matter, made up, in the engine's terms. */
  readonly witness?: { readonly facts: Readonly<Record<string, Maybe>> }
}

/** More than anybody reads at once: how many problems of a document are reported. */
export const MOST_PROBLEMS = 200

const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'unused_strategy',
  'grace_exceeds_interval',
  'event_unused',
  'risk_above_class',
  'association_without_gain',
])

export function problem(
  code: ProblemCode,
  path: readonly PropertyKey[],
  values: Problem['values'] = {},
): Problem {
  return {
    severity: WARNINGS.has(code) ? 'warning' : 'error',
    code,
    path: pointer(path),
    values,
    ...textOf(code, values, 'en'),
  }
}

export const describeProblem = (problem: Problem, locale: Locale): { what: string; mend: string } =>
  textOf(problem.code, problem.values, locale)

function textOf(code: ProblemCode, values: Problem['values'], locale: Locale) {
  return {
    what: message(locale, `problem.${code}.what`, values),
    mend: message(locale, `problem.${code}.mend`, values),
  }
}

/** RFC 6901: `~` and `/` in keys are escaped. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

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
