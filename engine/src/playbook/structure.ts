import { type Problem, problem } from '../problem/problem.ts'
import { MOST_DEPTH } from './json-text.ts'

/**
 * The first value that no JSON file holds, or that would harm whoever handles it: nesting without end, a key
 * that reaches into an object's prototype, half of a character.
 */
export function structureProblem(value: unknown): Problem | null {
  const path: PropertyKey[] = []

  const within = (key: PropertyKey, inner: unknown): Problem | null => {
    path.push(key)
    const found = typeof key === 'string' ? (keyProblem(key, path) ?? inspect(inner)) : inspect(inner)
    path.pop()
    return found
  }

  function inspect(value: unknown): Problem | null {
    if (typeof value === 'string') return value.isWellFormed() ? null : problem('broken_character', path)
    if (typeof value !== 'object' || value === null) return null
    if (path.length >= MOST_DEPTH) {
      return problem('too_deep', path.slice(0, 8), { most: MOST_DEPTH, line: 0, column: 0 })
    }
    const entries = Array.isArray(value) ? value.entries() : Object.entries(value)
    for (const [key, inner] of entries) {
      const found = within(key, inner)
      if (found) return found
    }
    return null
  }

  return inspect(value)
}

function keyProblem(key: string, path: readonly PropertyKey[]): Problem | null {
  if (key === '__proto__') return problem('forbidden_key', path, { key })
  return key.isWellFormed() ? null : problem('broken_character', path.slice(0, -1))
}
