import { MOST_INTEGER, type ValueKind } from '../../values/value-type.ts'
import { type FeelLiteral, readFeelList } from '../feel/literal.ts'
import type { DmnDefinitions } from './document.ts'

/** What a document says of a type by its name. */
export interface NamedType {
  /** Null where nothing is said: the values have to show it. */
  readonly kind: 'number' | ValueKind | null
  /** The values that are allowed, where they are listed. */
  readonly values: readonly FeelLiteral[] | null
}

const UNITS: ReadonlySet<string> = new Set(['money', 'percent', 'days', 'count'])

const UNKNOWN: NamedType = { kind: null, values: null }

const BASIC: ReadonlyMap<string, NamedType['kind']> = new Map([
  ['number', 'number'],
  ['integer', 'number'],
  ['long', 'number'],
  ['double', 'number'],
  ['string', 'class'],
  ['boolean', 'flag'],
  ['date', 'date'],
  ['any', null],
])

/** Types that figures of a playbook cannot be of. */
const FOREIGN: ReadonlySet<string> = new Set([
  ...['time', 'dateTime', 'date and time', 'dayTimeDuration', 'yearMonthDuration', 'context', 'list'],
  ...['days and time duration', 'years and months duration', 'function'],
])

/**
 * The type of that name, in a file that defines types of its own; undefined for one that no figure can have. A type
 * called `money`, `percent`, `days` or `count` has that unit.
 */
export function typeNamed(
  written: string | undefined,
  definitions: Pick<DmnDefinitions, 'itemDefinition'>,
  depth = 0,
): NamedType | undefined {
  const name = written?.replace(/^.*:/, '').trim() ?? ''
  if (name === '') return UNKNOWN
  if (FOREIGN.has(name) || depth > MOST_STEPS) return undefined
  const own = definitions.itemDefinition.find((each) => each['@name'] === name)
  if (!own) {
    const kind = BASIC.get(name.toLowerCase())
    return kind === undefined ? UNKNOWN : { kind, values: null }
  }
  const base = typeNamed(own.typeRef, definitions, depth + 1)
  if (!base) return undefined
  const values = (own.allowedValues && readFeelList(own.allowedValues)) || base.values
  const unit = UNITS.has(name) && base.kind === 'number' ? unitNamed(name) : base.kind
  return { kind: unit, values }
}

/** Types rest on others only so far; a circle of them ends here. */
const MOST_STEPS = 20

function unitNamed(name: string): 'money' | 'percent' | 'days' | 'count' | 'number' {
  switch (name) {
    case 'money':
    case 'percent':
    case 'days':
    case 'count':
      return name
    default:
      return 'number'
  }
}

/** The kind that values show, where the document does not say it; text where there are none. */
export function kindShown(kind: NamedType['kind'], values: readonly FeelLiteral[]): ValueKind {
  if (kind !== null && kind !== 'number') return kind
  if (kind === null && values.some(({ value, isDay }) => typeof value === 'string' && !isDay)) return 'class'
  if (kind === null && values.some(({ isDay }) => isDay)) return 'date'
  if (kind === null && values.some(({ value }) => typeof value === 'boolean')) return 'flag'
  if (kind === null && values.length === 0) return 'class'
  const numbers = values.map(({ value }) => Number(value))
  if (!numbers.every(Number.isSafeInteger)) return 'percent'
  return numbers.every((each) => Math.abs(each) <= MOST_INTEGER) ? 'count' : 'money'
}
