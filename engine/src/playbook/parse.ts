import type { z } from 'zod'
import { MOST_PROBLEMS, type Problem, problem } from '../problem/problem.ts'
import { textProblems, withoutMark } from './json-text.ts'
import { type Playbook, playbookSchema } from './playbook.ts'
import { structureProblem } from './structure.ts'

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const MOST_CHARACTERS = 16 * 1024 * 1024

/** Reads the text of a playbook file. Never throws: what is wrong comes back as problems. */
export const parsePlaybookText = (text: string): Parsed<Playbook> => parseText(playbookSchema, text)

/** Reads JSON text that should fit a schema of the engine. Never throws: what is wrong comes back as problems. */
export function parseText<Schema extends z.ZodType>(schema: Schema, text: string): Parsed<z.infer<Schema>> {
  if (text.length > MOST_CHARACTERS) {
    return failed([problem('too_large', [], { characters: text.length, most: MOST_CHARACTERS })])
  }
  const json = withoutMark(text)
  const problems = textProblems(json)
  return problems.length > 0 ? failed(problems) : parseWith(schema, JSON.parse(json))
}

/** Checks that a value, as JSON holds it, has the shape of a playbook. */
export function parsePlaybook(value: unknown): Parsed<Playbook> {
  return parseWith(playbookSchema, value)
}

/** Checks a value against any schema of the engine, in the engine's own problems. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): Parsed<z.infer<Schema>> {
  const structure = structureProblem(value)
  if (structure) return failed([structure])
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success
    ? { ok: true, value: parsed.data, problems: [] }
    : failed(fromIssues(parsed.error.issues, []))
}

const failed = (problems: readonly Problem[]) =>
  ({ ok: false, problems: problems.slice(0, MOST_PROBLEMS) }) as const

type Issue = z.core.$ZodIssue

/** A mistake in a large file repeats without end: no more issues are put into words than are shown. */
const fromIssues = (issues: readonly Issue[], prefix: readonly PropertyKey[]): Problem[] =>
  issues.slice(0, MOST_PROBLEMS).flatMap((issue) => fromIssue(issue, prefix))

function fromIssue(issue: Issue, prefix: readonly PropertyKey[]): Problem[] {
  const path = [...prefix, ...issue.path]
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(issue.input, issue.expected, path)]
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, MOST_PROBLEMS)
        .map((key) => problem('unknown_field', [...path, key], { key }))
    case 'invalid_value':
      return [notAChoice(issue.input, issue.values.map(String), path)]
    case 'too_small':
      return [problem('too_small', path, { found: measured(issue), least: Number(issue.minimum) })]
    case 'too_big':
      return [problem('too_big', path, { found: measured(issue), most: Number(issue.maximum) })]
    case 'not_multiple_of':
      return [problem('too_many_decimals', path, { found: show(issue.input) })]
    case 'invalid_format':
      return [problem('wrong_form', path, { found: show(issue.input) })]
    case 'invalid_union':
      return fromUnion(issue, path)
    case 'invalid_key':
      return [problem('wrong_form', path, { found: String(path.at(-1) ?? '') })]
    default:
      return [problem('wrong_value', path, { found: show(issue.input), reason: issue.message })]
  }
}

function wrongType(input: unknown, expected: string, path: readonly PropertyKey[]): Problem {
  if (input === undefined && path.length > 0) {
    return problem('field_missing', path, { field: String(path.at(-1)), expected })
  }
  // A number such as 1e999, which is more than a computer can hold.
  if (input === Number.POSITIVE_INFINITY) {
    return problem('too_big', path, { found: String(input), most: Number.MAX_SAFE_INTEGER })
  }
  if (input === Number.NEGATIVE_INFINITY) {
    return problem('too_small', path, { found: String(input), least: Number.MIN_SAFE_INTEGER })
  }
  return problem('wrong_type', path, { expected, found: show(input) })
}

function notAChoice(input: unknown, choices: readonly string[], path: readonly PropertyKey[]): Problem {
  const listed = choices.join(', ')
  return input === undefined
    ? problem('field_missing', path, { field: String(path.at(-1) ?? ''), expected: listed })
    : problem('not_a_choice', path, { found: show(input), choices: listed || 'none' })
}

/** Of a union's failures, those of the alternative that the author most likely meant: the one that fits best. */
function fromUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly PropertyKey[],
): Problem[] {
  if ('discriminator' in issue) {
    const { input, discriminator } = issue
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : []
    const found =
      typeof input === 'object' && input !== null ? Reflect.get(input, discriminator ?? '') : input
    return [notAChoice(found, options.map(String), path)]
  }
  const alternatives = issue.errors.map((issues) => fromIssues(issues, path))
  const count = (code: Problem['code'], problems: Problem[]) =>
    problems.filter((each) => each.code === code).length
  const [best] = alternatives
    .filter((problems) => problems.length > 0)

    .toSorted(
      (left, right) =>
        count('field_missing', left) - count('field_missing', right) ||
        count('unknown_field', left) - count('unknown_field', right),
    )
  return best ?? [notAChoice(issue.input, [], path)]
}

const measured = (issue: { origin: string; input?: unknown }): string | number =>
  typeof issue.input === 'string' || Array.isArray(issue.input) ? issue.input.length : show(issue.input)

const MOST_SHOWN = 60

/** A value as the document writes it; of a long text its beginning, of a list or object only that it is one. */
function show(input: unknown): string {
  if (Array.isArray(input)) return '[...]'
  if (typeof input === 'object' && input !== null) return '{...}'
  if (typeof input !== 'string') return String(input)
  return JSON.stringify(input.length > MOST_SHOWN ? `${input.slice(0, MOST_SHOWN)}...` : input)
}
