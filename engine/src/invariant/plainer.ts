import { compile } from '../evaluate/columns/compile.ts'
import { admits } from '../network/domain.ts'
import { populationOf } from '../population/population.ts'
import type { Maybe } from '../values/value-type.ts'
import { plainValue, type Setting, type Situation } from './setting.ts'

/**
 * A situation in which the flag holds, made plain: every fact that does not matter is as plain as can be, and
 * numbers that do are as near to that as they can be alone. Nobody reads a customer with thirty random figures.
 * Null when the flag does not hold in it.
 */
export function plainer(setting: Setting, flag: string, situation: Situation): Situation | null {
  const { plan, workingDays, loose } = setting
  const decider = compile(plan, { wanted: [flag] })
  const holds = ({ facts, asOf, events }: Situation): boolean => {
    const decided = decider.decide(populationOf(plan, [facts]), { asOf, workingDays, events })
    return decided.columns.get(flag)?.[0] === HOLDS
  }
  if (!holds(situation)) return null
  let found = situation
  const accept = (next: Situation): boolean => {
    if (!holds(next)) return false
    found = next
    return true
  }
  for (const event of situation.events) {
    accept({ ...found, events: found.events.filter((each) => each !== event) })
  }
  for (const fact of plan.playbook.facts) {
    const plain = plainValue(setting, fact, found.asOf)
    const possible = loose.get(fact.name)
    const take = (value: Maybe): boolean =>
      (!possible || admits(possible, value)) &&
      accept({ ...found, facts: new Map([...found.facts, [fact.name, value]]) })
    const value = found.facts.get(fact.name) ?? null
    if (value === plain || take(plain) || typeof value !== 'number') continue
    const near = typeof plain === 'number' ? plain : fact.type === 'date' ? found.asOf : 0
    if (value === near || take(near) || !Number.isInteger(value)) continue
    // Between a number that is too near and one that is far enough lies the nearest that is.
    let [too, enough] = [near, value]
    while (Math.abs(enough - too) > 1) {
      const middle = Math.trunc(too / 2 + enough / 2)
      if (middle === too || middle === enough) break
      if (take(middle)) enough = middle
      else too = middle
    }
  }
  return found
}

/** A flag that holds, as its column has it. */
const HOLDS = 2
