import {
  type Counterexample,
  findingOf,
  formatDay,
  formatFigure,
  type Invariant,
  type Judgement,
  type Locale,
  type Plan,
  prove,
  type Reason,
  sentence,
  type WorkingDays,
} from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { z3Solver } from '../solver/solver.ts'
import type { Report } from './report.ts'

/** What became of the claims of a playbook: findings, lines for people, and the same for machines. */
export interface Proved {
  readonly problems: Report['problems'][number]['problems']
  readonly lines: readonly string[]
  readonly json: Readonly<Record<string, unknown>>
}

/** Proves every claim of a playbook, each within so many seconds of the solver. */
export async function proveClaims(
  plan: Plan,
  workingDays: WorkingDays,
  seconds: number,
  locale: Locale,
): Promise<Proved> {
  const invariants = plan.playbook.invariants ?? []
  const solver = z3Solver()
  const judged: { invariant: Invariant; judgement: Judgement }[] = []
  try {
    for (const invariant of invariants) {
      const options = { workingDays, solve: solver.solve, timeoutMs: seconds * 1000 }
      judged.push({ invariant, judgement: await prove(plan, invariant, options) })
    }
  } finally {
    await solver.close()
  }
  const problems = judged.flatMap(({ judgement }, at) => findingOf(plan, at, judgement) ?? [])
  const [proven, refuted, unknown] = (['proven', 'refuted', 'unknown'] as const).map(
    (status) => judged.filter(({ judgement }) => judgement.status === status).length,
  )
  const counts = { count: judged.length, proven: proven ?? 0, refuted: refuted ?? 0, unknown: unknown ?? 0 }
  return {
    problems,
    lines: [
      ...judged.flatMap(({ invariant, judgement }) => linesOf(plan, invariant, judgement, locale)),
      text(locale, 'claims.done', counts),
    ],
    json: { claims: judged.map(({ invariant, judgement }) => jsonOf(plan, invariant, judgement, locale)) },
  }
}

function linesOf(plan: Plan, { name, claim }: Invariant, judgement: Judgement, locale: Locale): string[] {
  const said = { name: name[locale], by: judgement.status === 'unknown' ? '' : judgement.by }
  const first = text(locale, `claim.${judgement.status}`, said)
  if (judgement.status !== 'refuted') return [first]
  const { counterexample } = judgement
  const more = claim.kind === 'monotone' && counterexample.other ? claim.more : null
  return [
    first,
    ...customerLines(plan, counterexample, locale),
    ...reasonLines(plan, counterexample.reasons, locale),
    ...(more === null || !counterexample.other
      ? []
      : [
          text(locale, 'claim.with_more', {
            name: nameOf(plan, more, locale),
            value: figure(plan, more, counterexample.other.values, locale),
          }),
          ...reasonLines(plan, counterexample.other.reasons, locale),
        ]),
  ]
}

function customerLines(plan: Plan, { facts, telling, run }: Counterexample, locale: Locale): string[] {
  const day = formatDay(run.asOf)
  const written = telling.map((name) => {
    const value = figure(plan, name, facts, locale)
    return locale === 'en'
      ? `${nameOf(plan, name, locale)}: ${value}`
      : `${nameOf(plan, name, locale)}为${value}`
  })
  return [
    written.length === 0
      ? text(locale, 'claim.plain_customer', { day })
      : text(locale, 'claim.customer', { day, facts: written.join(locale === 'en' ? '; ' : '，') }),
    ...run.events.map((event) => text(locale, 'claim.event', { event: event.type, day: event.day })),
  ]
}

const reasonLines = ({ playbook }: Plan, reasons: readonly Reason[], locale: Locale): string[] =>
  reasons.map((reason) =>
    text(locale, 'claim.reason', { reason: sentence(reason, locale, playbook.currency) }),
  )

function nameOf({ playbook }: Plan, name: string, locale: Locale): string {
  const fact = playbook.facts.find((each) => each.name === name)
  const node = playbook.nodes.find((each) => each.id === name)
  return fact?.label[locale] ?? node?.name[locale] ?? name
}

function figure({ types, playbook }: Plan, name: string, values: Counterexample['facts'], locale: Locale) {
  const kind = types.get(name)?.kind ?? 'count'
  return String(formatFigure({ kind, value: values.get(name) ?? null }, locale, playbook.currency))
}

function jsonOf(plan: Plan, { id, name }: Invariant, judgement: Judgement, locale: Locale) {
  const { currency } = plan.playbook
  const words = (reasons: readonly Reason[]) => reasons.map((reason) => sentence(reason, locale, currency))
  const base = { id, name: name[locale], status: judgement.status }
  if (judgement.status === 'unknown') return { ...base, why: judgement.why }
  if (judgement.status === 'proven') return { ...base, by: judgement.by }
  const { facts, run, values, reasons, other } = judgement.counterexample
  return {
    ...base,
    by: judgement.by,
    counterexample: {
      asOf: formatDay(run.asOf),
      events: run.events,
      facts: Object.fromEntries(facts),
      values: Object.fromEntries(values),
      reasons: words(reasons),
      ...(other && { other: { values: Object.fromEntries(other.values), reasons: words(other.reasons) } }),
    },
  }
}
