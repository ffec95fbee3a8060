import type { Playbook, PlaybookNode, ValueType } from '@branch-playbook/engine'
import { namedValues } from '../document/values.ts'

type Condition = NonNullable<Extract<PlaybookNode, { kind: 'rule' }>['when']>

/** A comparison to start from: it says something of the figure that can be true, and is to be changed. */
export function conditionOn(playbook: Playbook, name: string): Condition {
  const value = namedValues(playbook).get(name)
  if (!value) return { of: name, is: 'at_least', value: 0 }
  const missing = value.mayBeMissing ? { ifMissing: false } : {}
  return { ...comparison(name, value.type), ...missing }
}

function comparison(of: string, type: ValueType) {
  switch (type.kind) {
    case 'class':
      return { of, is: 'among' as const, values: type.values.slice(0, 1) }
    case 'flag':
      return { of, is: 'equal' as const, value: true }
    case 'date':
      return { of, is: 'at_least' as const, value: '2026-01-01' }
    default:
      return { of, is: 'at_least' as const, value: 0 }
  }
}

/** A condition of which one more thing is asked. */
export function withAlso(condition: unknown, more: Condition): unknown {
  if (condition === undefined || condition === null) return more
  const all: unknown = Reflect.get(Object(condition), 'all')
  return { all: Array.isArray(all) ? [...all, more] : [condition, more] }
}
