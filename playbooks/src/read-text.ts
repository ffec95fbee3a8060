import { readFile, stat } from 'node:fs/promises'
import { type Parsed, type Problem, problem } from '@branch-playbook/engine'

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
