import { ACTIONS, arbitrationParts, formatDay, part, plan, type Run } from '@branch-playbook/engine'
import { dependents } from '../../document/reach.ts'
import { type Decided, decideMore, type Everyone, figureOf } from '../everyone.ts'
import { LISTED, listingsOf } from '../listing.ts'
import type { Simulated } from '../simulator.ts'
import { countsWithin, noTally, type ReachCounts, type Tally, together } from './reach-counts.ts'

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
  const tallies = bank.advisers.map(noTally)
  for (let at = 0; at < audience.length; at += 1) {
    const tally = tallies[bank.adviserOf[at] ?? -1]
    if (audience[at] !== TRUE || !tally) continue
    const steps = () => {
      if (suitable[at] !== TRUE) return 1
      if (action[at] === BLOCKED) return 2
      if (source.column[at] !== own || action[at] !== CAMPAIGN) return 3
      if (decided.heldOut?.(at, id)) return 4
      // There would be a place for each; how many places there are is said of the adviser, not of the customer.
      return listings.codes[at] === LISTED ? 7 : 6
    }
    for (let step = steps() - 1; step >= 0; step -= 1) tally[step] = (tally[step] ?? 0) + 1
  }
  const branches = new Map<string, Tally[]>()
  tallies.forEach((tally, at) => {
    const branch = bank.advisers[at]?.branch
    if (branch === undefined || tally[0] === 0) return
    branches.set(branch, [...(branches.get(branch) ?? []), together([tally], node.quota?.adviser)])
  })
  const ofBranches = [...branches].map(
    ([branch, own]) => [branch, together(own, node.quota?.branch)] as const,
  )
  const counts = countsWithin(node, run, running)
  return {
    running,
    bank: counts(
      together(
        ofBranches.map(([, tally]) => tally),
        node.quota?.bank,
      ),
    ),
    branches: Object.fromEntries(ofBranches.map(([branch, tally]) => [branch, counts(tally)])),
  }
}

/** What a flag that holds is stored as. */
const TRUE = 2
const BLOCKED = ACTIONS.indexOf('blocked') + 1
const CAMPAIGN = ACTIONS.indexOf('campaign') + 1

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
