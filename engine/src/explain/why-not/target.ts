import { affinityNode, affinityParts, offersOf } from '../../nodes/affinity/affinity.ts'
import { LISTED_ACTIONS } from '../../nodes/arbitration/arbitration.ts'
import type { Plan } from '../../plan/plan.ts'
import { readValue } from '../../playbook/read-facts.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { nearestName } from '../../values/nearest-name.ts'
import { isNumeric, type Maybe, type Scalar, type ValueType } from '../../values/value-type.ts'

/** What one figure of the plan should be: one of some values, a bound, or a list with this member in it. */
export type Wish =
  | { readonly is: 'among'; readonly name: string; readonly values: readonly Scalar[] }
  | { readonly is: 'at_least' | 'at_most'; readonly name: string; readonly value: number }
  | { readonly is: 'contains'; readonly name: string; readonly value: Scalar }

/** An outcome that somebody asks for: reached as soon as one of the wishes comes true. */
export interface Target {
  readonly anyOf: readonly [Wish, ...Wish[]]
}

export type TargetRead =
  | { readonly ok: true; readonly target: Target; readonly problems: readonly [] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const WISH = /^([a-z][a-z0-9_.]*)\s*(=|>=|<=)\s*(.+)$/u

/**
 * Reads a target as people write it: `listed` (to be called on today), `offered=deposit` (to be offered that
 * product), `tier=A`, `contribution>=5000000`. Values are written as the playbook writes them; several that
 * would do are separated by `|`.
 */
export function readTarget(plan: Plan, text: string): TargetRead {
  const written = text.trim()
  if (written === 'listed') return listedTarget(plan)
  const [, name, sign, value] = WISH.exec(written) ?? []
  if (name === undefined || sign === undefined || value === undefined)
    return failed(problem('target_not_understood', [], { text: written.slice(0, MOST_SHOWN) }))
  if (name === 'offered' && !plan.types.has(name)) return offeredTarget(plan, value)
  const list = listNamed(plan, name)
  if (list && sign === '=') return memberTarget(name, list, value)
  const type = plan.types.get(name)
  if (!type) {
    const nearest = nearestName(name, [...plan.types.keys()])
    return failed(problem('target_unknown_name', [], { name, nearest }))
  }
  return sign === '=' ? valueTarget(name, type, value) : boundTarget(name, type, sign, value)
}

const MOST_SHOWN = 100

/** The names of the steps and nodes that a target is about. */
export const namesOf = ({ anyOf }: Target): string[] => [...new Set(anyOf.map(({ name }) => name))]

/** Whether the wish is true of these values; `list` gives the members of a list outcome. */
export function comesTrue(
  wish: Wish,
  value: (name: string) => Maybe,
  list: (node: string) => readonly Scalar[],
): boolean {
  if (wish.is === 'contains') return list(wish.name).includes(wish.value)
  const found = value(wish.name)
  if (found === null) return false
  if (wish.is === 'among') return wish.values.includes(found)
  const number = Number(found)
  return wish.is === 'at_least' ? number >= wish.value : number <= wish.value
}

function listedTarget({ arbitration }: Plan): TargetRead {
  if (arbitration === null) return failed(problem('target_no_list', []))
  return reached({ is: 'among', name: arbitration, values: LISTED_ACTIONS })
}

function offeredTarget({ playbook }: Plan, product: string): TargetRead {
  const offers = playbook.nodes.flatMap((node) => {
    const affinity = affinityNode(node)
    return affinity ? [{ id: affinity.id, products: offersOf(affinity) }] : []
  })
  const wishes = offers.flatMap(({ id, products }): Wish[] =>
    products.includes(product)
      ? [{ is: 'among', name: affinityParts(id).offered(product), values: [true] }]
      : [],
  )
  const [first, ...rest] = wishes
  if (first) return reached(first, ...rest)
  const nearest = nearestName(
    product,
    offers.flatMap(({ products }) => products),
  )
  return failed(problem('target_unknown_product', [], { product, nearest }))
}

function valueTarget(name: string, type: ValueType, written: string): TargetRead {
  const values = written.split('|').map((each) => parsed(type, each.trim()))
  const wrong = values.indexOf(null)
  if (wrong >= 0) return wrongValue(name, type, written.split('|')[wrong] ?? '')
  return reached({ is: 'among', name, values: values.flatMap((each) => each ?? []) })
}

function boundTarget(name: string, type: ValueType, sign: string, written: string): TargetRead {
  const value = parsed(type, written)
  if (!isNumeric(type) || typeof value !== 'number') return wrongValue(name, type, written)
  return reached({ is: sign === '>=' ? 'at_least' : 'at_most', name, value })
}

/** The type of the members of a node whose outcome is a list. */
function listNamed({ nodes }: Plan, name: string): ValueType | null {
  return nodes.find(({ node }) => node.id === name)?.members() ?? null
}

function memberTarget(name: string, type: ValueType, written: string): TargetRead {
  const value = parsed(type, written)
  return value === null ? wrongValue(name, type, written) : reached({ is: 'contains', name, value })
}

function parsed(type: ValueType, written: string): Maybe {
  if (type.kind === 'flag') return written === 'true' ? true : written === 'false' ? false : null
  const read = isNumeric(type) && type.kind !== 'date' ? Number(written) : written
  return readValue(type, read) ?? null
}

const wrongValue = (name: string, type: ValueType, value: string): TargetRead => {
  const values = type.kind === 'class' ? type.values.join(', ') : ''
  return failed(
    problem('target_wrong_value', [], {
      name,
      value: value.trim().slice(0, MOST_SHOWN),
      kind: type.kind,
      values,
    }),
  )
}

const reached = (first: Wish, ...rest: Wish[]): TargetRead => ({
  ok: true,
  target: { anyOf: [first, ...rest] },
  problems: [],
})

const failed = (...problems: readonly Problem[]): TargetRead => ({ ok: false, problems })
