import type { Step } from '../../expression/expression.ts'
import { MISSING_INTEGER } from '../../population/column.ts'
import type { ValueType } from '../../values/value-type.ts'
import type { PlacedPoint, TracedPlan } from './traced.ts'

/** Writes a stored number as JSON writes its value. */
type Spell = (stored: number) => string

/** Writes traces as JSON text. All that is the same for every customer is put into words beforehand. */
export function textWriter(
  facts: TracedPlan['facts'],
  steps: readonly Step[],
  points: ReadonlyMap<string, readonly PlacedPoint[]>,
): TracedPlan['text'] {
  const spelledFacts = facts.map(({ name, type }, at) => ({
    before: `${at === 0 ? '' : ','}${JSON.stringify(name)}:`,
    spell: spellerOf(type),
  }))
  const spelledSteps = steps.map(({ name, node, type }, at) => ({
    before: `${at === 0 ? '' : ','}{"step":${JSON.stringify(name)},"node":${JSON.stringify(node)},"value":`,
    spell: spellerOf(type),
    points: (points.get(name) ?? []).map((point) => ({
      ...point,
      before: `{"by":"${point.by}","at":`,
      after: `,"of":${point.of}}`,
    })),
  }))
  const reached: boolean[] = []

  return (known, outcomes) => {
    let text = '{"facts":{'
    let at = 0
    for (const { before, spell } of spelledFacts) {
      text += before + spell(known[at] ?? Number.NaN)
      at += 1
    }
    text += '},"steps":['
    at = 0
    for (const { before, spell, points } of spelledSteps) {
      text += before + spell(outcomes[at] ?? Number.NaN)
      at += 1
      text += ',"branches":['
      let comma = ''
      let number = 0
      for (const { before, after, from, within } of points) {
        const taken = within === undefined || outcomes[points[within.point]?.from ?? -1] === within.rule
        reached[number] = taken && (within === undefined || reached[within.point] === true)
        if (reached[number]) {
          text += comma + before + String(outcomes[from] ?? 0) + after
          comma = ','
        }
        number += 1
      }
      text += ']}'
    }
    return `${text}]}`
  }
}

function spellerOf(type: ValueType): Spell {
  switch (type.kind) {
    case 'flag':
      return (stored) => (stored === 0 ? 'null' : stored === 2 ? 'true' : 'false')
    case 'class': {
      const spelled = ['null', ...type.values.map((value) => JSON.stringify(value))]
      return (stored) => spelled[stored] ?? 'null'
    }
    case 'money':
    case 'percent':
      return (stored) => (Number.isNaN(stored) ? 'null' : String(stored))
    default:
      return (stored) => (stored === MISSING_INTEGER ? 'null' : String(stored))
  }
}
