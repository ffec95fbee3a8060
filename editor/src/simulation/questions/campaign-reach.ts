import { ACTIONS, arbitrationParts, formatDay, LISTINGS, part, plan, type Run } from '@branch-playbook/engine'
import { dependents } from '../../document/reach.ts'
import { type Decided, decideMore, type Everyone, figureOf } from '../everyone.ts'
import { listingsOf } from '../listing.ts'
import type { Simulated } from '../simulator.ts'

/** What is left of a campaign's audience after each thing that stands in the way. */
export const REACH_STEPS = [
  /** Whom it is meant for. */
  'audience',
  /** Of them, whom its product suits and who have not been spoken to within it. */
  'suitable',
  /** Of them, who may be contacted. */
  'allowed',
  /** Of them, whom nothing else calls for: whom a duty, an event or another campaign calls for needs no call of it. */
  'own',
  /** Of them, who are not held out. */
  'called',
  /** Of them, for whom there is a place today. */
  'placed',
  /** Of them, for whom there is time today. */
  'fits',
] as const
type ReachStep = (typeof REACH_STEPS)[number]

/** How many customers are left after each step, and in how many days like today all would be called; null for never. */
export interface ReachCounts extends Readonly<Record<ReachStep, number>> {
  readonly days: number | null
}

/** How far a campaign reaches, over the bank and by branch. */
export interface CampaignReach {
  /** Whether it runs today; of another day it is counted as if it began today. */
  readonly running: boolean
  readonly bank: ReachCounts
  /** By the id of the branch. */
  readonly branches: Readonly<Record<string, ReachCounts>>
}

/** Counts how far a campaign reaches; null when there is none of that name, or it is not on the daily list. */
export function campaignReach({ after, bank, run }: Everyone, id: string): CampaignReach | null {
  const { playbook, arbitration } = after.plan
  const node = playbook.nodes.find((each) => each.id === id)
  const list = playbook.nodes.find((each) => each.id === arbitration)
  if (node?.kind !== 'campaign' || list?.kind !== 'arbitration' || !list.campaigns?.includes(id)) return null
  const today = formatDay(run.asOf)
  const running = node.from <= today && today <= node.until
  const decided = running ? after : begunToday(after, run, id)
  const listings = decided && listingsOf(decided, bank)
  if (!decided || !listings) return null
  const flags = [part(id, 'audience'), id].map((name) => figureOf(decided, run, name)?.column)
  const action = figureOf(decided, run, list.id)?.column
  const source = figureOf(decided, run, arbitrationParts(list.id).source)
  const [audience, suitable] = flags
  if (!audience || !suitable || !action || source?.type.kind !== 'class') return null
  const own = source.type.values.indexOf(id) + 1
  const counts = new Map<string, number[]>()
  const add = (branch: string, steps: number) => {
    const known = counts.get(branch) ?? REACH_STEPS.map(() => 0)
    for (let step = 0; step < steps; step += 1) known[step] = (known[step] ?? 0) + 1
    counts.set(branch, known)
  }
  for (let at = 0; at < audience.length; at += 1) {
    if (audience[at] !== TRUE) continue
    const branch = bank.advisers[bank.adviserOf[at] ?? -1]?.branch
    if (branch === undefined) continue
    const steps = () => {
      if (suitable[at] !== TRUE) return 1
      if (action[at] === BLOCKED) return 2
      if (source.column[at] !== own || action[at] !== CAMPAIGN) return 3
      if (decided.heldOut?.(at, id)) return 4
      const listing = LISTINGS[(listings.codes[at] ?? 0) - 1]
      if (listing === 'listed') return 7
      return listing === 'cut' ? 6 : 5
    }
    add(branch, steps())
  }
  const all = [...counts.values()]
  const total = REACH_STEPS.map((_, step) => all.reduce((sum, own) => sum + (own[step] ?? 0), 0))
  return {
    running,
    bank: countsOf(total),
    branches: Object.fromEntries([...counts].map(([branch, own]) => [branch, countsOf(own)])),
  }
}

/** What a flag that holds is stored as. */
const TRUE = 2
const BLOCKED = ACTIONS.indexOf('blocked') + 1
const CAMPAIGN = ACTIONS.indexOf('campaign') + 1

function countsOf(counts: readonly number[]): ReachCounts {
  const [audience = 0, suitable = 0, allowed = 0, own = 0, called = 0, placed = 0, fits = 0] = counts
  const days = called === 0 ? 0 : fits === 0 ? null : Math.ceil(called / fits)
  return { audience, suitable, allowed, own, called, placed, fits, days }
}

/** What was decided for campaigns as if they began today, as long as the decisions they were made from are there. */
const begun = new WeakMap<Simulated, Map<string, Decided | null>>()

/** The same decisions with a campaign that begins today: only what rests on it is decided anew. */
function begunToday(after: Decided, run: Run, id: string): Decided | null {
  const known = begun.get(after.simulated) ?? new Map<string, Decided | null>()
  begun.set(after.simulated, known)
  const found = known.get(id)
  if (found !== undefined) return found
  const made = decidedAnew(after, run, id)
  known.set(id, made)
  return made
}

function decidedAnew({ plan: { playbook }, population, simulated, heldOut }: Decided, run: Run, id: string) {
  const today = formatDay(run.asOf)
  const nodes = playbook.nodes.map((node) =>
    node.id === id && node.kind === 'campaign' ? { ...node, from: today, until: today } : node,
  )
  const made = plan({ ...playbook, nodes })
  if (!made.ok) return null
  const { outputs } = made.plan
  const touched = dependents(playbook, id)
  const wanted = outputs.flatMap(({ name, node }) => (touched.has(node) ? [name] : []))
  const lacking = new Set(wanted)
  const kept = new Map([...simulated.columns].filter(([name]) => !lacking.has(name)))
  const columns = decideMore(made.plan, population, kept, wanted, run)
  const own = { ...simulated, columns: new Map([...kept, ...columns]) }
  return { plan: made.plan, population, simulated: own, heldOut }
}
