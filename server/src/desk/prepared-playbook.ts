import { hash } from 'node:crypto'
import {
  type Arbitration,
  arbitrationParts,
  type Bilingual,
  compile,
  type Decider,
  type Explainer,
  explainer,
  type Plan,
  type Playbook,
  type PlaybookNode,
  type Problem,
  parsePlaybookText,
  part,
  plan,
  type Ranking,
  rankingOf,
  typeOfFact,
  type WorkingDays,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import { messageIn, type ServerMessage } from '../locale/messages.ts'
import { FACTS } from '../snapshot/facts.ts'
import { Once } from './once.ts'

/** A version of a playbook, ready to decide a bank's day. */
export interface PreparedPlaybook {
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly plan: Plan
  readonly workingDays: WorkingDays
  readonly arbitration: Arbitration
  readonly ranking: Ranking
  readonly decider: Decider
  readonly explainer: Explainer
  /** The tier by which the lists name a customer, if the playbook has one. */
  readonly tierNode: string | null
  /** The types of announced events that the playbook answers to. */
  readonly eventTypes: readonly string[]
  nodeOf(id: string): PlaybookNode | undefined
  strategyOf(id: string): { readonly name: Bilingual; readonly talkingPoints: TalkingPoints } | undefined
}

export interface TalkingPoints {
  readonly 'zh-CN': readonly string[]
  readonly en: readonly string[]
}

interface PlaceProblem {
  readonly path: string
  readonly what: string
  readonly mend: string
}

export type Prepared =
  | { readonly ok: true; readonly prepared: PreparedPlaybook }
  | { readonly ok: false; readonly problems: readonly (Problem | PlaceProblem)[] }

/** So many versions are kept ready; the one asked for first goes first. */
const MOST_KEPT = 32
const kept = new Once<Prepared>(MOST_KEPT)

/** As `prepare`, but a version that was made ready before is not made ready again. */
export function preparedOnce(
  stored: { readonly version: number; readonly document: string },
  currency: string,
): Promise<Prepared> {
  const key = JSON.stringify([stored.version, currency, hash('sha256', stored.document)])
  return kept.get(key, () => prepare(stored, currency))
}

/** Makes a stored version ready, or says why it cannot decide customers in this currency with these facts. */
export async function prepare(
  stored: { readonly version: number; readonly document: string },
  currency: string,
): Promise<Prepared> {
  const parsed = parsePlaybookText(stored.document)
  if (!parsed.ok) return parsed
  const planned = plan(parsed.value)
  if (!planned.ok) return planned
  const calendar = await readCalendar(parsed.value.calendar)
  if (!calendar.ok) return calendar
  const playbook = parsed.value
  const unfit = unfitFor(playbook, currency)
  const arbitration = playbook.nodes.find((node) => node.kind === 'arbitration')
  const ranking = rankingOf(planned.plan)
  if (!arbitration || !ranking)
    return { ok: false, problems: [...unfit, place('/nodes', 'run.activation_problem.no_list')] }
  if (unfit.length > 0) return { ok: false, problems: unfit }
  const nodes = new Map(playbook.nodes.map((node) => [node.id, node]))
  const strategies = nodes.get(arbitration.strategy)
  const duty = nodes.get(arbitration.coverage[0] ?? '')
  return {
    ok: true,
    prepared: {
      id: playbook.id,
      version: stored.version,
      hash: planned.plan.hash,
      plan: planned.plan,
      workingDays: calendar.value,
      arbitration,
      ranking,
      decider: compile(planned.plan, { wanted: wanted(arbitration) }),
      explainer: explainer(planned.plan),
      tierNode:
        duty?.kind === 'coverage'
          ? duty.tier
          : (playbook.nodes.find(({ kind }) => kind === 'tier')?.id ?? null),
      eventTypes: [...new Set(playbook.nodes.flatMap(announcedType))].toSorted(),
      nodeOf: (id) => nodes.get(id),
      strategyOf: (id) =>
        strategies?.kind === 'matrix' ? strategies.strategies.find((each) => each.id === id) : undefined,
    },
  }
}

const announcedType = (node: PlaybookNode): string[] =>
  node.kind === 'trigger' && node.occurs.by === 'announcement' ? [node.occurs.event] : []

/** What the lists and their counts need; the rest is recomputed for the customers who are shown. */
const wanted = (arbitration: Arbitration): string[] => {
  const { source, channel, minutes, score } = arbitrationParts(arbitration.id)
  return [arbitration.id, source, channel, minutes, score, ...arbitration.triggers]
}

/** Whether a step says that a duty is overdue. */
export const overdueStep = (coverage: string): string => part(coverage, 'overdue')

function unfitFor({ facts, currency }: Playbook, bankCurrency: string): PlaceProblem[] {
  const known = new Map(FACTS.map((fact) => [fact.name, fact]))
  const problems = facts.flatMap((fact, at) => {
    const held = known.get(fact.name)
    const path = `/facts/${at}`
    if (!held) return [place(path, 'run.activation_problem.fact_missing', { fact: fact.name })]
    const surer = fact.missing === 'never' && held.missing === 'possible'
    return surer || JSON.stringify(typeOfFact(fact)) !== JSON.stringify(typeOfFact(held))
      ? [place(path, 'run.activation_problem.fact_differs', { fact: fact.name })]
      : []
  })
  return currency === bankCurrency
    ? problems
    : [
        place('/currency', 'run.activation_problem.currency', { expected: bankCurrency, found: currency }),
        ...problems,
      ]
}

const place = (
  path: string,
  key: ServerMessage,
  values: Readonly<Record<string, string | number>> = {},
): PlaceProblem => ({
  path,
  what: messageIn('en', key, values),
  mend: messageIn('en', 'run.activation_problem.mend'),
})
