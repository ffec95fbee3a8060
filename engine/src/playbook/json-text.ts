import { createScanner, visit } from 'jsonc-parser'
import { MOST_PROBLEMS, type Problem, problem } from '../problem/problem.ts'

/** How deep a document may be nested: deep enough for any condition, and shallow enough to read recursively. */
export const MOST_DEPTH = 100

/** How much of a text is shown where it is wrong. */
const MOST_SHOWN = 20

/** A text without the byte order mark that some programs put before it. */
export const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

/** What only the text shows: nesting too deep for a reader, wrong JSON, keys that occur twice. */
export function textProblems(json: string): readonly Problem[] {
  const bracket = bracketProblem(json)
  return bracket ? [bracket] : grammarProblems(json)
}

const CLOSED_BY: Readonly<Record<string, string>> = { '{': '}', '[': ']' }
const CLOSING = new Set(Object.values(CLOSED_BY))

/** What the scanner says of a token that is right. */
const NO_ERROR = 0

/**
 * The first token that is broken, or bracket that closes nothing or nests too deep. Found without recursion: only texts without one are
 * safe for a reader that calls itself.
 */
export function bracketProblem(json: string): Problem | null {
  const scanner = createScanner(json, true)
  const open: string[] = []
  for (;;) {
    scanner.scan()
    const offset = scanner.getTokenOffset()
    // No token but a bracket begins with one.
    const first = json[offset]
    if (first === undefined) return null
    const closing = CLOSED_BY[first]
    if (closing !== undefined) open.push(closing)
    const [line, column] = [scanner.getTokenStartLine() + 1, scanner.getTokenStartCharacter() + 1]
    if (open.length > MOST_DEPTH) return problem('too_deep', [], { most: MOST_DEPTH, line, column })
    const unmatched = CLOSING.has(first) && open.pop() !== first
    if (unmatched || scanner.getTokenError() !== NO_ERROR) return notJson(json, offset, line, column)
  }
}

function grammarProblems(json: string): readonly Problem[] {
  const duplicates: Problem[] = []
  const keys: Set<string>[] = []
  let syntax: Problem | null = null
  visit(
    json,
    {
      onObjectBegin: () => {
        keys.push(new Set())
      },
      onObjectEnd: () => {
        keys.pop()
      },
      onObjectProperty: (key, _offset, _length, line, column, path) => {
        const seen = keys.at(-1)
        if (seen?.has(key) && duplicates.length < MOST_PROBLEMS) {
          const values = { key, line: line + 1, column: column + 1 }
          duplicates.push(problem('duplicate_key', [...path(), key], values))
        }
        seen?.add(key)
      },
      onError: (_error, offset, _length, line, column) => {
        syntax ??= notJson(json, offset, line + 1, column + 1)
      },
    },
    { disallowComments: true },
  )
  return syntax ? [syntax] : duplicates
}

function notJson(json: string, offset: number, line: number, column: number): Problem {
  const [rest = ''] = json.slice(offset, offset + MOST_SHOWN).split(/[\r\n]/)
  // A file may hold characters that would take over the terminal.
  const found = rest.trimEnd().replaceAll(/\p{Cc}/gu, '\uFFFD') || 'end of file'
  return problem('not_json', [], { line, column, found })
}
