import { FigureWords } from '../explain/figure-words.ts'
import type { Equivalence, OutcomeComparison } from '../invariant/equivalence.ts'
import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { Plan } from '../plan/plan.ts'
import { formatDay } from '../values/day.ts'

/** Whether two plans decide all customers alike, in sentences: how many outcomes are the same, and each that is not. */
export function equivalenceSentences(plan: Plan, { outcomes }: Equivalence, locale: Locale): string[] {
  const equal = outcomes.filter(({ status }) => status === 'equal').length
  return [
    message(locale, 'equivalence.equal', { count: equal, total: outcomes.length }),
    ...outcomes.flatMap((each) => outcomeSentence(plan, each, locale) ?? []),
  ]
}

function outcomeSentence(plan: Plan, outcome: OutcomeComparison, locale: Locale): string | null {
  if (outcome.status === 'equal') return null
  const words = new FigureWords(plan, locale)
  const name = words.name(outcome.name)
  if (outcome.status === 'unknown') return message(locale, 'equivalence.unknown', { name })
  const { facts, run, before, after } = outcome.customer
  // A made customer has most facts at nought or missing: only the others tell anything.
  const told = [...facts].flatMap(([fact, value]) =>
    value === null || value === 0 || value === false
      ? []
      : [message(locale, 'diff.pair', { name: words.name(fact), value: words.value(fact, value) })],
  )
  const joined = (first: string, second: string) => message(locale, 'diff.join', { first, second })
  return message(locale, 'equivalence.differs', {
    name,
    before: words.value(outcome.name, before.value),
    after: words.value(outcome.name, after.value),
    facts: told.length === 0 ? message(locale, 'diff.nothing') : told.reduce(joined),
    day: formatDay(run.asOf),
  })
}
