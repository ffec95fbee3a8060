import {
  changes,
  changesSentences,
  changeWords,
  compareOutcomes,
  type Day,
  type DifferentCustomer,
  diff,
  equivalenceSentences,
  formatDay,
  isRowNumber,
  type Locale,
  type Parsed,
  type Playbook,
  type PlaybookDiff,
  parsePlaybookText,
  plan,
} from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { readText } from '../read-text.ts'
import { z3Solver } from '../solver/solver.ts'
import { portfoliosOf } from './listing.ts'
import { readPlaybook } from './read-playbook.ts'
import { readRun } from './read-run.ts'
import { type FileProblems, failure, type Report } from './report.ts'

export interface DiffOptions {
  readonly customers?: string
  readonly asOf?: Day
  readonly events?: string
  /** Whether to find out for which customers the two differ at all. */
  readonly prove?: boolean
  /** How long the solver may take for each outcome. */
  readonly seconds: number
}

/** What one part of a comparison has to say. */
type Said = Required<Pick<Report, 'problems' | 'lines' | 'json'>>

/**
 * `diff OLD NEW`: what differs between two playbooks; with customers, for whom that changes what; with `--prove`,
 * which outcomes are the same for everybody and on whom the others differ.
 */
export async function diffCommand(
  files: readonly [string, string],
  options: DiffOptions,
  locale: Locale,
): Promise<Report> {
  const [before, after] = await Promise.all([readDocument(files[0]), readDocument(files[1])])
  if (!before.ok || !after.ok)
    return failure(...[before, after].flatMap((each) => (each.ok ? [] : [each.source])))
  const found = diff(before.value, after.value)
  const words = changeWords(before.value, after.value, locale)
  const sentences = found.changes.map((change) => ({ ...change, text: words.sentence(change) }))
  const summary = text(locale, 'diff.done', { count: sentences.length })
  const effect = await effectOf(files, found, options, locale)
  const proof = options.prove ? await proofOf(files, found, options.seconds, locale) : NOTHING_SAID
  return {
    problems: [...effect.problems, ...proof.problems],
    lines: [summary, ...sentences.map((each) => `- ${each.text}`), ...effect.lines, ...proof.lines],
    json: { changes: sentences, ...effect.json, ...proof.json },
  }
}

const NOTHING_SAID: Said = { problems: [], lines: [], json: {} }

async function effectOf(
  [old, now]: readonly [string, string],
  { renames }: PlaybookDiff,
  { customers, asOf, events }: DiffOptions,
  locale: Locale,
): Promise<Said> {
  if (customers === undefined || asOf === undefined) return NOTHING_SAID
  const files = { customers, asOf, ...(events !== undefined && { events }) }
  const first = await readRun({ ...files, playbook: old })
  if (!first.ok) return { ...NOTHING_SAID, problems: first.problems }
  const second = await readRun({ ...files, playbook: now })
  if (!second.ok) return { ...NOTHING_SAID, problems: second.problems }
  const side = ({ playbook, facts }: typeof first) => {
    const portfolios = facts.advisers && portfoliosOf(playbook.plan, facts.advisers, facts.customers)
    return { plan: playbook.plan, population: facts.population, ...(portfolios && { portfolios }) }
  }
  const effect = changes(side(first), side(second), second.run, { renames })
  const { customers: ids } = second.facts
  const effects = changesSentences(first.playbook.plan, second.playbook.plan, effect, locale).map((each) => ({
    text: each.text,
    examples: each.examples.map((at) => ids[at] ?? ''),
  }))
  return {
    problems: [...first.warnings, ...second.warnings],
    lines: effects.map((each) => `- ${effectLine(each, locale)}`),
    json: { effect: { ...effect, sentences: effects } },
  }
}

/** Renamed outcomes are the same outcomes: the earlier playbook is compared with the names of the later. */
async function proofOf(
  [old, now]: readonly [string, string],
  { named }: PlaybookDiff,
  seconds: number,
  locale: Locale,
): Promise<Said> {
  const [first, second] = [await readPlaybook(old), await readPlaybook(now)]
  if (!first.ok) return { ...NOTHING_SAID, problems: [first.source] }
  if (!second.ok) return { ...NOTHING_SAID, problems: [second.source] }
  const planned = plan(named)
  const before = planned.ok ? planned.plan : first.plan
  const solver = z3Solver()
  try {
    const outcomes = second.plan.outputs.flatMap(({ name }) => (isRowNumber(second.plan, name) ? [] : [name]))
    const options = {
      outcomes,
      workingDays: second.workingDays,
      solve: solver.solve,
      timeoutMs: seconds * 1000,
    }
    const equivalence = await compareOutcomes(before, second.plan, options)
    const compared = equivalence.outcomes.map((each) =>
      each.status === 'differs' ? { ...each, customer: customerJson(each.customer) } : each,
    )
    return {
      problems: [first.source, second.source],
      lines: equivalenceSentences(second.plan, equivalence, locale).map((each) => `- ${each}`),
      json: { equivalence: { ...equivalence, outcomes: compared } },
    }
  } finally {
    await solver.close()
  }
}

const customerJson = ({ facts, run, before, after }: DifferentCustomer) => ({
  asOf: formatDay(run.asOf),
  events: run.events,
  facts: Object.fromEntries(facts),
  before: before.value,
  after: after.value,
})

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
