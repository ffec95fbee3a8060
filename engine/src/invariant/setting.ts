import type { WorkingDays } from '../calendar/calendar.ts'
import {
  all,
  choose,
  compare,
  constant,
  type Expression,
  fact,
  input,
  missing,
  not,
  type Step,
  subtract,
} from '../expression/expression.ts'
import { AS_OF, announced, eventDay } from '../expression/inputs.ts'
import { stepsRead } from '../expression/reads.ts'
import { type Built, buildGraph, type Sources } from '../network/build.ts'
import { type Domain, numbers } from '../network/domain.ts'
import type { Plan } from '../plan/plan.ts'
import type { BankEvent } from '../playbook/event.ts'
import type { Fact } from '../playbook/fact.ts'
import { type Day, formatDay, parseDay } from '../values/day.ts'
import { inEveryLanguage } from '../values/fields.ts'
import { type Maybe, MOST_INTEGER, type ValueType } from '../values/value-type.ts'

/** What a proof ranges over: all that facts of customers, days and announcements may be. */
export interface Setting {
  readonly plan: Plan
  readonly workingDays: WorkingDays
  /** What figures that are cut loose from their nodes may be, by name. */
  readonly loose: ReadonlyMap<string, Domain>
  /** Figures of the run that follow from the day and the ages of events. */
  readonly derived: ReadonlyMap<string, Expression>
}

const FIRST_DAY = parseDay('0000-01-01') ?? 0
const LAST_DAY = parseDay('9999-12-31') ?? 0

/** All values that a figure of this type may have. */
export function domainOfType(type: ValueType, missing: boolean): Domain {
  switch (type.kind) {
    case 'class':
      return { kind: 'choices', of: type.values, missing }
    case 'flag':
      return { kind: 'choices', of: [false, true], missing }
    case 'money':
      return numbers(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, true, missing)
    case 'percent':
      return numbers(-Number.MAX_VALUE, Number.MAX_VALUE, false, missing)
    case 'date':
      return numbers(FIRST_DAY, LAST_DAY, true, missing)
    case 'days':
    case 'count':
      return numbers(-MOST_INTEGER, MOST_INTEGER, true, missing)
  }
}

/** How long ago the latest event of a type was announced, in days; missing for none. No fact has such a name. */
const ageOf = (event: string): string => `event ${event}`

/** How the variables begin that are such ages. */
export const AGE_OF_EVENT = `fact ${ageOf('')}`

/** The steps as a graph whose variables are the customer's facts, the day, and the age of each kind of event. */
export function graphOf(setting: Setting, wanted: readonly string[]): Built {
  const { plan, workingDays, loose, derived } = setting
  const facts = new Map(plan.playbook.facts.map((each) => [each.name, each]))
  const sources: Sources = {
    domain(kind, name) {
      const cut = loose.get(name)
      if (cut) return cut
      if (kind === 'input') return inputDomain(name, workingDays)
      const [type, known] = [plan.types.get(name), facts.get(name)]
      if (!type) return numbers(0, LAST_DAY - FIRST_DAY, true, true)
      return domainOfType(type, known?.missing !== 'never')
    },
    derived: (name) => derived.get(name),
  }
  return buildGraph(conesOf(plan.steps, wanted), sources)
}

/** Figures of the run that are not understood may be any whole number: proofs with them hold all the same. */
const inputDomain = (name: string, { first, last }: WorkingDays): Domain =>
  name === AS_OF ? numbers(first, last, true) : numbers(-MOST_INTEGER, MOST_INTEGER, true)

/** The steps that the wanted ones rest on, in plan order. */
export function conesOf(steps: readonly Step[], wanted: readonly string[]): Step[] {
  const needed = new Set(wanted)
  return steps
    .toReversed()
    .filter((step) => {
      if (!needed.has(step.name)) return false
      for (const name of stepsRead(step.expression)) needed.add(name)
      return true
    })
    .toReversed()
}

/**
 * What a trigger reads of announcements, from the age of the latest event of its type: triggers of one type
 * answer to the same event, each while it is news to it.
 */
export function derivedInputs({ playbook }: Plan): ReadonlyMap<string, Expression> {
  const derived = new Map<string, Expression>()
  for (const node of playbook.nodes) {
    if (node.kind !== 'trigger' || node.occurs.by !== 'announcement') continue
    const age = fact(ageOf(node.occurs.event))
    const inForce = all(not(missing(age)), compare(age, 'less', constant(node.occurs.timeToLive)))
    derived.set(announced(node.id), choose([{ when: inForce, take: constant(1) }], constant(0)))
    derived.set(
      eventDay(node.id),
      choose([{ when: inForce, take: subtract(input(AS_OF), age) }], constant(0)),
    )
  }
  return derived
}

/** One customer on one day, and what was announced. */
export interface Situation {
  readonly facts: ReadonlyMap<string, Maybe>
  readonly asOf: Day
  readonly events: readonly BankEvent[]
}

/** The situation that values of the variables stand for; facts that do not matter are as plain as can be. */
export function situationOf(setting: Setting, values: ReadonlyMap<string, Maybe>): Situation {
  const { plan, workingDays } = setting
  const day = values.get(`input ${AS_OF}`)
  const asOf = typeof day === 'number' ? day : workingDays.first
  const facts = new Map<string, Maybe>(
    plan.playbook.facts.map((each) => {
      const given = values.get(`fact ${each.name}`)
      return [each.name, given === undefined ? plainValue(setting, each, asOf) : given]
    }),
  )
  const events = [...values].flatMap(([name, age]): BankEvent[] => {
    if (!name.startsWith(AGE_OF_EVENT) || typeof age !== 'number') return []
    const type = name.slice(AGE_OF_EVENT.length)
    return [{ id: type, type, day: formatDay(asOf - age), name: inEveryLanguage(type) }]
  })
  return { facts, asOf, events }
}

/** The plainest value of a fact: none if there may be none, else nothing much. */
export const plainValue = ({ plan, loose }: Setting, { name, missing }: Fact, asOf: Day): Maybe =>
  missing === 'possible' && !loose.has(name) ? null : plainest(plan.types.get(name), asOf)

function plainest(type: ValueType | undefined, asOf: Day): Maybe {
  switch (type?.kind) {
    case 'flag':
      return false
    case 'class':
      return type.values[0] ?? null
    case 'date':
      return asOf
    default:
      return 0
  }
}
