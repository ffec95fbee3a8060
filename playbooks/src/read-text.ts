import { readFile, stat } from 'node:fs/promises'
import { type Parsed, type Problem, parseWith, problem } from '@branch-playbook/engine'
import { type ParseError, parse as parseJson } from 'jsonc-parser'
import type { z } from 'zod'

/** Playbooks, calendars and event files are written by people; a larger file is something else. */
const MOST_BYTES = 64 * 1024 * 1024

/** Reads a text file that people write. A file that cannot be read comes back as a problem. */
export async function readText(file: string): Promise<Parsed<string>> {
  try {
    const { size } = await stat(file)
    if (size > MOST_BYTES) return failed(problem('too_large', [], { characters: size, most: MOST_BYTES }))
    const bytes = await readFile(file)
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] }
  } catch (error) {
    return failed(error instanceof TypeError ? problem('not_text', []) : unreadable(file, error))
  }
}

/** Reads JSON text that should fit a schema of the engine. */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string): Parsed<z.infer<Schema>> {
  const errors: ParseError[] = []
  const value: unknown = parseJson(text, errors, { disallowComments: true })
  const [first] = errors
  if (!first) return parseWith(schema, value)
  const before = text.slice(0, first.offset).split('\n')
  const found = text.slice(first.offset, first.offset + 20) || 'end of file'
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found }
  return failed(problem('not_json', [], place))
}

/** Why a file could not be opened or read. */
export function unreadable(file: string, error: unknown): Problem {
  const reason = systemCode(error)
  return reason === 'ENOENT'
    ? problem('file_not_found', [], { file })
    : problem('file_not_readable', [], { file, reason })
}

/** The system's name for what went wrong, such as EACCES. */
export const systemCode = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)

export const failed = (...problems: readonly Problem[]) => ({ ok: false, problems }) as const
