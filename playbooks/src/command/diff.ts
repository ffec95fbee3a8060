import {
  changes,
  changesSentences,
  changeWords,
  type Day,
  diff,
  type Locale,
  type Parsed,
  type Playbook,
  parsePlaybookText,
} from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { readText } from '../read-text.ts'
import { readRun } from './read-run.ts'
import { type FileProblems, failure, type Report } from './report.ts'

export interface DiffOptions {
  readonly customers?: string
  readonly asOf?: Day
  readonly events?: string
}

/** `diff OLD NEW`: what differs between two playbooks and, with customers, for whom that changes what. */
export async function diffCommand(
  [old, now]: readonly [string, string],
  { customers, asOf, events }: DiffOptions,
  locale: Locale,
): Promise<Report> {
  const [before, after] = [await readDocument(old), await readDocument(now)]
  if (!before.ok || !after.ok)
    return failure(...[before, after].flatMap((each) => (each.ok ? [] : [each.source])))
  const found = diff(before.value, after.value)
  const words = changeWords(before.value, after.value, locale)
  const sentences = found.changes.map((change) => ({ ...change, text: words.sentence(change) }))
  const summary = text(locale, 'diff.done', { count: sentences.length })
  const rules = [summary, ...sentences.map((each) => `- ${each.text}`)]
  if (customers === undefined || asOf === undefined)
    return { problems: [], lines: rules, json: { changes: sentences } }
  const files = { customers, asOf, ...(events !== undefined && { events }) }
  const [first, second] = [
    await readRun({ ...files, playbook: old }),
    await readRun({ ...files, playbook: now }),
  ]
  if (!first.ok) return failure(...first.problems)
  if (!second.ok) return failure(...second.problems)
  const [earlier, later] = [first, second].map(({ playbook, facts }) => ({
    plan: playbook.plan,
    population: facts.population,
  }))
  if (!earlier || !later) return { problems: [] }
  const effect = changes(earlier, later, second.run, { renames: found.renames })
  const effects = changesSentences(earlier.plan, later.plan, effect, second.run, locale).map((each) => ({
    text: each.text,
    examples: each.examples.map((at) => second.facts.customers[at] ?? ''),
  }))
  return {
    problems: [...first.warnings, ...second.warnings],
    lines: [...rules, ...effects.map((each) => `- ${effectLine(each, locale)}`)],
    json: { changes: sentences, effect: { ...effect, sentences: effects } },
  }
}

const effectLine = (
  effect: { readonly text: string; readonly examples: readonly string[] },
  locale: Locale,
): string =>
  effect.examples.length === 0
    ? effect.text
    : text(locale, 'diff.examples', { effect: effect.text, customers: effect.examples.join(', ') })

type DocumentRead =
  | Extract<Parsed<Playbook>, { ok: true }>
  | { readonly ok: false; readonly source: FileProblems }

/** A playbook need not be without errors to be compared. */
async function readDocument(file: string): Promise<DocumentRead> {
  const read = await readText(file)
  if (!read.ok) return { ok: false, source: { file, problems: read.problems } }
  const parsed = parsePlaybookText(read.value)
  return parsed.ok ? parsed : { ok: false, source: { file, text: read.value, problems: parsed.problems } }
}
