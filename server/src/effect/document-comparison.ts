import {
  type Change,
  changeWords,
  compareOutcomes,
  diff,
  equivalenceSentences,
  isRowNumber,
  type Locale,
  type Playbook,
  plan,
  type Solve,
  type WorkingDays,
} from '@branch-playbook/engine'
import type { DocumentComparison } from '../api/document-comparison.ts'

interface Solving {
  readonly solve: Solve
  /** How long the solver may take for an outcome, in milliseconds. */
  readonly timeoutMs: number
}

/**
 * What differs between two playbooks, in words, and which outcomes are proven to be the same for everybody all the
 * same, on the working days of the later one's calendar. Without a solver the answer never depends on the speed of
 * the machine.
 */
export async function compareDocuments(
  before: Playbook,
  after: Playbook,
  workingDays: WorkingDays | null,
  solving: Solving | null = null,
): Promise<DocumentComparison> {
  const { changes, named } = diff(before, after)
  const words = inBoth((locale) => changeWords(before, after, locale))
  return {
    changes: changes.map((change) => ({
      kind: change.kind,
      node: nodeOf(change, before, after),
      pathBefore: change.pathBefore,
      pathAfter: change.pathAfter,
      text: { 'zh-CN': words['zh-CN'].sentence(change), en: words.en.sentence(change) },
    })),
    equivalence: workingDays && (await equivalenceOf(named, after, workingDays, solving)),
  }
}

/** Renamed outcomes are the same outcomes: `before` has the names of the later playbook. */
async function equivalenceOf(
  before: Playbook,
  after: Playbook,
  workingDays: WorkingDays,
  solving: Solving | null,
): Promise<DocumentComparison['equivalence']> {
  const [earlier, later] = [plan(before), plan(after)]
  if (!earlier.ok || !later.ok) return null
  const outcomes = later.plan.outputs.flatMap(({ name }) => (isRowNumber(later.plan, name) ? [] : [name]))
  const found = await compareOutcomes(earlier.plan, later.plan, { workingDays, outcomes, ...solving })
  const sentences = inBoth((locale) => equivalenceSentences(later.plan, found, locale))
  return {
    outcomes: found.outcomes.length,
    equal: found.outcomes.filter(({ status }) => status === 'equal').length,
    sentences: sentences.en.map((en, at) => ({ 'zh-CN': sentences['zh-CN'][at] ?? en, en })),
  }
}

const inBoth = <Said>(say: (locale: Locale) => Said) => ({ 'zh-CN': say('zh-CN'), en: say('en') })

/** The node at whose place, or within which, something changed; by its later name. */
function nodeOf({ pathBefore, pathAfter }: Change, before: Playbook, after: Playbook): string | null {
  const place = /^\/nodes\/(\d+)/.exec(pathAfter ?? pathBefore ?? '')?.[1]
  const { nodes } = pathAfter === null ? before : after
  return place === undefined ? null : (nodes[Number(place)]?.id ?? null)
}
