import { parse as parseJson, visit } from 'jsonc-parser'
import type { z } from 'zod'
import { type Problem, problem } from '../problem/problem.ts'
import { type Playbook, playbookSchema } from './playbook.ts'

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const MOST_CHARACTERS = 16 * 1024 * 1024
const MOST_DEPTH = 100
const MOST_PROBLEMS = 200

/** Reads the text of a playbook file. Never throws: what is wrong comes back as problems. */
export function parsePlaybookText(text: string): Parsed<Playbook> {
  if (text.length > MOST_CHARACTERS) {
    return failed([problem('too_large', [], { characters: text.length, most: MOST_CHARACTERS })])
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  const problems = textProblems(json)
  return problems.length > 0 ? failed(problems) : parsePlaybook(parseJson(json))
}

/** Checks that a value, as JSON holds it, has the shape of a playbook. */
export function parsePlaybook(value: unknown): Parsed<Playbook> {
  return parseWith(playbookSchema, value)
}

/** Checks a value against any schema of the engine, in the engine's own problems. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): Parsed<z.infer<Schema>> {
  const structure = structureProblem(value, [])
  if (structure) return failed([structure])
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success
    ? { ok: true, value: parsed.data, problems: [] }
    : failed(parsed.error.issues.flatMap((issue) => fromIssue(issue, [])))
}

const failed = (problems: readonly Problem[]) =>
  ({ ok: false, problems: problems.slice(0, MOST_PROBLEMS) }) as const

/** What only the text shows: wrong JSON, keys that occur twice, nesting too deep for a reader. */
function textProblems(json: string): Problem[] {
  const problems: Problem[] = []
  const keys: Set<string>[] = []
  let depth = 0
  const enter = (offset: number, line: number, column: number) => {
    depth += 1
    if (depth === MOST_DEPTH + 1)
      problems.push(problem('too_deep', [], { most: MOST_DEPTH, line: line + 1, column: column + 1, offset }))
    return depth <= MOST_DEPTH
  }
  visit(
    json,
    {
      onObjectBegin: (offset, _length, line, column) => {
        keys.push(new Set())
        return enter(offset, line, column)
      },
      onObjectEnd: () => {
        keys.pop()
        depth -= 1
      },
      onArrayBegin: (offset, _length, line, column) => enter(offset, line, column),
      onArrayEnd: () => {
        depth -= 1
      },
      onObjectProperty: (key, _offset, _length, line, column, path) => {
        const seen = keys.at(-1)
        if (seen?.has(key))
          problems.push(
            problem('duplicate_key', [...path(), key], { key, line: line + 1, column: column + 1 }),
          )
        seen?.add(key)
      },
      onError: (_error, offset, _length, line, column) => {
        const found = json.slice(offset, offset + 20) || 'end of file'
        problems.push(problem('not_json', [], { line: line + 1, column: column + 1, found }))
      },
    },
    { disallowComments: true },
  )
  const syntax = problems.find(({ code }) => code === 'not_json' || code === 'too_deep')
  return syntax ? [syntax] : problems
}

/** Values that no JSON text yields, or that would reach into an object's prototype. */
function structureProblem(value: unknown, path: readonly PropertyKey[]): Problem | null {
  if (typeof value !== 'object' || value === null) return null
  if (path.length > MOST_DEPTH)
    return problem('too_deep', path.slice(0, 8), { most: MOST_DEPTH, line: 0, column: 0 })
  for (const key of Object.keys(value)) {
    const inner = [...path, Array.isArray(value) ? Number(key) : key]
    if (key === '__proto__') return problem('forbidden_key', inner, { key })
    const found = structureProblem(Reflect.get(value, key), inner)
    if (found) return found
  }
  return null
}

type Issue = z.core.$ZodIssue

function fromIssue(issue: Issue, prefix: readonly PropertyKey[]): Problem[] {
  const path = [...prefix, ...issue.path]
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? [problem('field_missing', path, { field: String(path.at(-1) ?? ''), expected: issue.expected })]
        : [problem('wrong_type', path, { expected: issue.expected, found: show(issue.input) })]
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem('unknown_field', [...path, key], { key }))
    case 'invalid_value':
      return [
        problem('not_a_choice', path, {
          found: show(issue.input),
          choices: issue.values.map(String).join(', '),
        }),
      ]
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

/** Of a union's failures, those of the alternative that the author most likely meant: the one that fits best. */
function fromUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly PropertyKey[],
): Problem[] {
  const alternatives = issue.errors.map((issues) => issues.flatMap((each) => fromIssue(each, path)))
  const depth = (problems: Problem[]) => Math.max(...problems.map((each) => each.path.length))
  const missing = (problems: Problem[]) =>
    problems.filter(({ code }) => code === 'field_missing' || code === 'unknown_field').length
  const best = alternatives
    .filter((problems) => problems.length > 0)
    .toSorted((left, right) => missing(left) - missing(right) || depth(right) - depth(left))[0]
  if (best) return best
  const choices = 'options' in issue && Array.isArray(issue.options) ? issue.options.join(', ') : 'none'
  return [problem('not_a_choice', path, { found: show(issue.input), choices })]
}

const measured = (issue: { origin: string; input?: unknown }): string | number =>
  typeof issue.input === 'string' || Array.isArray(issue.input) ? issue.input.length : show(issue.input)

function show(input: unknown): string {
  const text = typeof input === 'string' ? `"${input}"` : (JSON.stringify(input) ?? String(input))
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
