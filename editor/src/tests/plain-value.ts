import type { ValueType } from '@branch-playbook/engine'

/** A value of a type to start from, as a test writes it. */
export function plainValue(type: ValueType, day: string): string | number | boolean {
  switch (type.kind) {
    case 'flag':
      return false
    case 'class':
      return type.values[0] ?? ''
    case 'date':
      return day
    default:
      return 0
  }
}
