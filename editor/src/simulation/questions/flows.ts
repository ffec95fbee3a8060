import { type Flow, flowsOf, unitedValues } from '@branch-playbook/engine'
import type { Everyone } from '../everyone.ts'
import { figureOf } from '../everyone.ts'

/** How many customers go from which value of a class to which, or stay. */
export interface Flows {
  /** The values of both sides, best first. */
  readonly values: readonly string[]
  readonly flows: readonly Flow[]
}

/** Null when one of the playbooks has no such class. */
export function flowsBetween({ before, after, run }: Everyone, node: string): Flows | null {
  const [left, right] = [figureOf(before, run, node), figureOf(after, run, node)]
  if (left?.type.kind !== 'class' || right?.type.kind !== 'class') return null
  const values = unitedValues([left.type.values, right.type.values])
  const classed = ({ column }: typeof left, own: readonly string[]) => ({
    codes: recoded(column instanceof Uint8Array ? column : Uint8Array.from(column), own, values),
    values,
  })
  return { values, flows: flowsOf(classed(left, left.type.values), classed(right, right.type.values)) }
}

function recoded(column: Uint8Array, own: readonly string[], values: readonly string[]): Uint8Array {
  const codes = Uint8Array.from([0, ...own.map((value) => values.indexOf(value) + 1)])
  return codes.every((code, at) => code === at) ? column : column.map((code) => codes[code] ?? 0)
}
