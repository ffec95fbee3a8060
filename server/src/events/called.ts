import {
  type BankEvent,
  type Bilingual,
  type Channel,
  compile,
  type Population,
} from '@branch-playbook/engine'
import { decideOwn, rowsOfArms } from '../desk/own-customers.ts'
import type { PreparedPlaybook, TalkingPoints } from '../desk/prepared-playbook.ts'
import type { Today } from '../desk/today.ts'

/** A rule that answers to an event. */
export interface AnsweringTrigger {
  readonly id: string
  readonly name: Bilingual
  readonly channel: Channel
  readonly minutes: number
  readonly talkingPoints: TalkingPoints
  /** The fact that counts the holdings which the event touches; null when it touches none in particular. */
  readonly holdings: string | null
}

/** Whom an event calls for. */
export interface Called {
  /** Of several versions' triggers with the same id the first one's. */
  readonly triggers: readonly AnsweringTrigger[]
  /** By customer row the place of the trigger that fires for him, from 1; 0 when none does. */
  readonly by: Uint8Array
}

const TRUE = 2

/**
 * Whom an event calls for on a day: those for whom a trigger would fire if it were the only event in force, and whose
 * personal data were not erased.
 */
export function calledBy(today: Today, population: Population, event: BankEvent): Called {
  const { arms, armOf } = today.grounds.rules
  const { erased } = today.grounds
  const by = new Uint8Array(population.count)
  const triggers: AnsweringTrigger[] = []
  const rowsOfArm = rowsOfArms(armOf, arms.length)
  arms.forEach((arm, place) => {
    const own = answering(arm, event.type)
    if (own.length === 0) return
    const run = { asOf: today.grounds.day, workingDays: arm.workingDays, events: [event] }
    const decider = compile(arm.plan, { wanted: own.map(({ id }) => id) })
    const { rows, decisions } = decideOwn(decider, population, run, rowsOfArm[place] ?? null)
    for (const trigger of own) {
      const column = decisions.columns.get(trigger.id)
      const code = codeOf(triggers, trigger)
      for (let at = 0; at < decisions.count; at += 1) {
        const row = rows === null ? at : (rows[at] ?? -1)
        if (column?.[at] === TRUE && armOf[row] === place && by[row] === 0 && !erased.has(row)) by[row] = code
      }
    }
  })
  return { triggers, by }
}

/** The triggers of a version that answer to a type of event and lead to contacts. */
const answering = ({ arbitration, nodeOf }: PreparedPlaybook, type: string): AnsweringTrigger[] =>
  arbitration.triggers.flatMap((id) => {
    const node = nodeOf(id)
    if (node?.kind !== 'trigger' || node.occurs.by !== 'announcement' || node.occurs.event !== type) return []
    const { name, channel, minutes, talkingPoints, touches } = node
    return [{ id, name, channel, minutes, talkingPoints, holdings: touches?.holdings ?? null }]
  })

function codeOf(triggers: AnsweringTrigger[], trigger: AnsweringTrigger): number {
  const known = triggers.findIndex(({ id }) => id === trigger.id)
  return known < 0 ? triggers.push(trigger) : known + 1
}
