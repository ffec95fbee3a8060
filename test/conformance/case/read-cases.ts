import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Problem, parseText, parseWith } from '@branch-playbook/engine'
import { z } from 'zod'
import { type Case, caseSchema } from './case.ts'

export interface ReadCase {
  /** The file and, of several in it, the place. */
  readonly where: string
  /** The case, or why it cannot be read. */
  readonly read: { readonly ok: true; readonly case: Case } | { readonly ok: false; readonly why: string }
}

const isList = z.union([z.array(z.unknown()), z.strictObject({ cases: z.array(z.unknown()) })])

/** The cases in the `.json` files of a directory and of those in it, in the order of their names. */
export async function readCases(directory: string): Promise<ReadCase[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.name.endsWith('.json') && !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
  const cases: ReadCase[] = []
  for (const name of names.toSorted()) {
    const file = await readFile(join(directory, name), 'utf8').catch((error: Error) => error)
    if (file instanceof Error) {
      cases.push({ where: name, read: { ok: false, why: `cannot be read: ${file.message}` } })
      continue
    }
    const text = parseText(z.unknown(), file)
    if (text.ok) cases.push(...casesIn(text.value).map((each, at) => readCase(`${name} ${at + 1}`, each)))
    else cases.push({ where: name, read: { ok: false, why: inWords(text.problems) } })
  }
  return cases
}

/** A file holds one case, a list of cases, or such a list as `cases`. One bad case does not spoil the others. */
function casesIn(file: unknown): unknown[] {
  const list = isList.safeParse(file)
  if (!list.success) return [file]
  return Array.isArray(list.data) ? list.data : list.data.cases
}

function readCase(where: string, written: unknown): ReadCase {
  const parsed = parseWith(caseSchema, written)
  const named = z.object({ name: z.string() }).safeParse(written)
  const place = named.success ? `${where}: ${named.data.name}` : where
  if (!parsed.ok) return { where: place, read: { ok: false, why: inWords(parsed.problems) } }
  return { where: place, read: { ok: true, case: parsed.value } }
}

const inWords = (problems: readonly Problem[]): string =>
  problems.map(({ path, what }) => `${path || '/'}: ${what}`).join('\n')
