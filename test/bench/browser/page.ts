/** Runs in a page: what-if on a made-up population, as the editor's worker does it. */
import { WhatIf } from '@branch-playbook/editor/what-if'
import {
  calendarSchema,
  compile,
  countClasses,
  type Decisions,
  newDecisions,
  type Plan,
  parseDay,
  parsePlaybook,
  plan,
  type Run,
  WorkingDays,
} from '@branch-playbook/engine'
import { type Crowd, crowd } from '../population.ts'

interface Given {
  readonly playbook: string
  readonly calendar: string
  readonly day: string
  readonly count: number
  readonly seed: number
  readonly edits: number
}

export interface WhatIfTimes {
  /** Milliseconds of the first comparison, which decides everything twice, and of each later one. */
  readonly first: number
  readonly whatIf: readonly number[]
  /** Milliseconds of counting a tier whose threshold moved, from the cached column of what it is measured by. */
  readonly counts: readonly number[]
  /** Whether those counts are what the comparison says. */
  readonly equal: boolean
}

export async function measure(given: Given): Promise<WhatIfTimes> {
  const { playbook, calendar, day, count, seed, edits } = given
  const run = {
    asOf: parseDay(day) ?? 0,
    workingDays: new WorkingDays(calendarSchema.parse(JSON.parse(calendar))),
    events: [],
  }
  const original = planOf(playbook)
  const people = crowd(original, count, run.asOf, seed)
  const whatIf = new WhatIf(sourceOf(people), {
    snapshot: '',
    day,
    calendar: JSON.parse(calendar),
    events: [],
  })
  whatIf.compareWith(JSON.parse(playbook))
  const edited = Array.from({ length: edits }, (_, at) => withMovedThreshold(playbook, at + 1))

  const times: number[] = []
  let last: Awaited<ReturnType<typeof whatIf.compare>> = null
  for (const document of [playbook, ...edited]) {
    const start = performance.now()
    last = await whatIf.compare(JSON.parse(document))
    times.push(performance.now() - start)
  }
  const [first = 0, ...rest] = times
  const { counts, found } = countTiers(original, edited.map(planOf), people, run)
  const said = last?.after.classes.find(({ node }) => node === TIER)?.counts
  return { first, whatIf: rest, counts, equal: JSON.stringify(said) === JSON.stringify(found) }
}

const TIER = 'tier'
const MEASURE = 'contribution'

function sourceOf(people: Crowd): ConstructorParameters<typeof WhatIf>[0] {
  const advisers = Array.from(people.minutes, (minutes) => ({ branch: 'one', minutes }))
  return {
    manifest: async () => ({
      count: people.count,
      adviserOf: people.adviserOf,
      branchOf: new Int32Array(advisers.length),
      advisers,
    }),
    population: async () => people,
    has: () => true,
    places: async () => new Uint16Array(people.count),
  }
}

/** Moves every threshold of the tiers down by so many thousandths; branches may not set them, for that goes in steps. */
function withMovedThreshold(playbook: string, thousandths: number): string {
  const { parameters: _, ...document } = JSON.parse(playbook)
  for (const node of document.nodes) {
    if (node.id !== TIER) continue
    for (const band of node.bands) if (band.from) band.from = Math.round(band.from * (1 - thousandths / 1000))
  }
  return JSON.stringify(document)
}

function countTiers(original: Plan, edited: readonly Plan[], people: Crowd, run: Run) {
  const measured = compile(original, { wanted: [MEASURE] })
  const cached = measured.decide(people, run, newDecisions(measured.wanted, people.count, people.arena))
  const population = { ...people, columns: new Map([...people.columns, ...cached.columns]) }
  const warm = compile(original, { wanted: [TIER], given: new Set([MEASURE]) })
  const into = newDecisions(warm.wanted, people.count, people.arena)
  const classes = original.types.get(TIER)
  const length = classes?.kind === 'class' ? classes.values.length : 0
  const countTier = ({ columns }: Decisions) => {
    const column = columns.get(TIER)
    return column ? countClasses(column, length) : []
  }
  for (let round = 0; round < 3; round += 1) countTier(warm.decide(population, run, into))

  let found: number[] = []
  const counts = edited.map((each) => {
    const start = performance.now()
    found = countTier(
      compile(each, { wanted: [TIER], given: new Set([MEASURE]) }).decide(population, run, into),
    )
    return performance.now() - start
  })
  return { counts, found }
}

function planOf(text: string): Plan {
  const parsed = parsePlaybook(JSON.parse(text))
  const planned = parsed.ok ? plan(parsed.value) : parsed
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}
