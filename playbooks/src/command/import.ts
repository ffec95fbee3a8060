import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import {
  type Locale,
  type Parsed,
  type Playbook,
  parsePlaybook,
  parsePlaybookText,
  parseText,
  plan,
  problem,
} from '@branch-playbook/engine'
import {
  type Imported,
  type Into,
  importDmn,
  importRules,
  importXlsx,
} from '@branch-playbook/engine/interchange'
import { z } from 'zod'
import { text } from '../locale/text.ts'
import { failed, readText, unreadable } from '../read-text.ts'
import { type FileProblems, failure, type Report } from './report.ts'
import { writeProblem, writeWhole } from './write-whole.ts'

export interface ImportOptions {
  /** The playbook to which tables and rules are added; a new one, when not said. */
  readonly into?: string
  readonly out: string
}

/**
 * `import FILE --out OUT`: adds the tables or rules of a file of another kind to a playbook. What has no counterpart
 * is named, and the rest is written all the same.
 */
export async function importCommand(
  file: string,
  { into, out }: ImportOptions,
  locale: Locale,
): Promise<Report> {
  const unwritable = writeProblem(out, into === undefined ? [file] : [file, into])
  if (unwritable) return failure({ file: out, problems: [unwritable] })
  const target = into === undefined ? EMPTY : await readTarget(into)
  if (!target.ok) return failure(target.source)
  const { playbook } = target
  const imported = await importFile(file, {
    facts: playbook.facts,
    taken: playbook.nodes.map(({ id }) => id),
  })
  if (!imported.ok) return failure({ file, problems: imported.problems })
  const { facts, nodes, problems } = imported.value
  if (nodes.length === 0) return failure({ file, problems })
  const merged = { ...playbook, facts: [...playbook.facts, ...facts], nodes: [...playbook.nodes, ...nodes] }
  const unwritten = writeWhole(out, [`${JSON.stringify(merged, null, 2)}\n`])
  if (unwritten) return failure({ file: out, problems: [unwritten] })
  return {
    problems: [
      { file, problems },
      { file: out, problems: problemsOf(merged) },
    ],
    lines: [text(locale, 'import.done', { nodes: nodes.length, facts: facts.length, out })],
    json: { out, nodes: nodes.map(({ id }) => id), facts: facts.map(({ name }) => name) },
  }
}

const IMPORTED = { 'zh-CN': '导入的规则', en: 'Imported rules' }

const EMPTY = {
  ok: true,
  playbook: {
    format: 1,
    id: 'imported',
    name: IMPORTED,
    currency: 'CNY',
    calendar: 'cn',
    facts: [],
    nodes: [],
    tests: [],
  },
} as const satisfies { ok: true; playbook: Playbook }

type Target =
  | { readonly ok: true; readonly playbook: Playbook }
  | { readonly ok: false; readonly source: FileProblems }

async function readTarget(file: string): Promise<Target> {
  const source = await readText(file)
  if (!source.ok) return { ok: false, source: { file, problems: source.problems } }
  const parsed = parsePlaybookText(source.value)
  return parsed.ok
    ? { ok: true, playbook: parsed.value }
    : { ok: false, source: { file, text: source.value, problems: parsed.problems } }
}

/** What the playbook that came of it says of itself: a table may overlap, which its own program let pass. */
function problemsOf(playbook: unknown): FileProblems['problems'] {
  const parsed = parsePlaybook(playbook)
  return parsed.ok ? plan(parsed.value).problems : parsed.problems
}

/** Workbooks by `.xlsx`, DMN by `.dmn` or `.xml`, rules of json-rules-engine by `.json`. */
async function importFile(file: string, into: Into): Promise<Parsed<Imported>> {
  const kind = extname(file).toLowerCase()
  if (kind === '.xlsx') return importWorkbook(file, into)
  if (kind !== '.dmn' && kind !== '.xml' && kind !== '.json') {
    return failed(problem('unknown_kind_of_file', [], { file, kinds: '.xlsx, .dmn, .xml, .json' }))
  }
  const source = await readText(file)
  if (!source.ok) return source
  if (kind !== '.json') return imported(importDmn(source.value, into))
  const document = parseText(z.unknown(), source.value)
  return document.ok ? imported(importRules(document.value, into)) : document
}

const imported = (value: Imported): Parsed<Imported> => ({ ok: true, value, problems: [] })

const MOST_BYTES = 64 * 1024 * 1024

async function importWorkbook(file: string, into: Into): Promise<Parsed<Imported>> {
  try {
    const { size } = await stat(file)
    if (size > MOST_BYTES) return failed(problem('too_large', [], { characters: size, most: MOST_BYTES }))
    return imported(await importXlsx(await readFile(file), into))
  } catch (error) {
    return failed(unreadable(file, error))
  }
}
