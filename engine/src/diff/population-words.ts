import { FigureWords } from '../explain/figure-words.ts'
import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { Plan } from '../plan/plan.ts'
import type { Group, Moves, PopulationChanges, Shifts } from './population.ts'

/** One sentence about what changes for customers, and the positions of some for whom it does. */
export interface ChangeSentence {
  readonly text: string
  readonly examples: readonly number[]
}

/** What another playbook changes for customers, in sentences; `after` is the later plan. */
export function changesSentences(
  before: Plan,
  after: Plan,
  found: PopulationChanges,
  locale: Locale,
): ChangeSentence[] {
  const [earlier, later] = [new FigureWords(before, locale), new FigureWords(after, locale)]
  const { count, changed, outcomes, listed, onlyBefore, onlyAfter } = found
  const plain = (key: Parameters<typeof message>[1], values: Parameters<typeof message>[2]) => ({
    text: message(locale, key, values),
    examples: [],
  })
  const lists = listed && {
    text: message(locale, 'changes.listed', {
      before: listed.before,
      after: listed.after,
      gained: listed.gained.count,
      lost: listed.lost.count,
    }),
    examples: [...listed.gained.examples, ...listed.lost.examples],
  }
  const names = (words: FigureWords, list: readonly string[]) =>
    list
      .map((name) => words.name(name))
      .reduce((first, second) => message(locale, 'diff.join', { first, second }))
  return [
    plain('changes.total', { changed, count }),
    ...(lists ? [lists] : []),
    ...outcomes.flatMap((outcome) =>
      outcome.kind === 'moves'
        ? moveSentences(outcome, [earlier, later], locale)
        : shiftSentences(outcome, later, locale),
    ),
    ...(onlyBefore.length > 0 ? [plain('changes.only_before', { names: names(earlier, onlyBefore) })] : []),
    ...(onlyAfter.length > 0 ? [plain('changes.only_after', { names: names(later, onlyAfter) })] : []),
  ]
}

const moveSentences = (
  { name, nameBefore, moves }: Moves,
  [earlier, later]: readonly [FigureWords, FigureWords],
  locale: Locale,
): ChangeSentence[] =>
  moves.map(({ from, to, count, examples }) => ({
    text: message(locale, 'changes.move', {
      name: later.name(name),
      from: earlier.value(nameBefore, from),
      to: later.value(name, to),
      count,
    }),
    examples,
  }))

function shiftSentences(shift: Shifts, words: FigureWords, locale: Locale): ChangeSentence[] {
  const { name, rose, fell, lost, found, sumBefore, sumAfter } = shift
  const examplesOf = (...groups: Group[]) => groups.flatMap((group) => group.examples)
  const moved = {
    text: message(locale, 'changes.shift', {
      name: words.name(name),
      rose: rose.count,
      fell: fell.count,
      before: words.value(name, sumBefore),
      after: words.value(name, sumAfter),
    }),
    examples: examplesOf(rose, fell),
  }
  const known = {
    text: message(locale, 'changes.known', { name: words.name(name), found: found.count, lost: lost.count }),
    examples: examplesOf(found, lost),
  }
  return [...(rose.count + fell.count > 0 ? [moved] : []), ...(found.count + lost.count > 0 ? [known] : [])]
}
