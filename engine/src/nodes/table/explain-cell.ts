import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import type { Interval } from '../../region/interval.ts'
import { admits } from '../../region/region.ts'
import { parseUnary } from '../../unary/parse.ts'
import { intervalOf, regionOf, regionOfPart, type UnaryTest } from '../../unary/unary.ts'
import type { Maybe, ValueType } from '../../values/value-type.ts'
import type { TableInput } from './schema.ts'

/** What of the customer a cell admitted; nothing for a cell that admits anything. */
export function explainCell(node: string, input: TableInput, cell: string, view: DecisionView): Reason[] {
  if (cell.trim() === '-') return []
  const value = view.figure(input.of)
  const name: Figure = { kind: 'text', value: input.of, name: input.label ?? view.nameOf(input.of) }
  const { code, figures } = inWords(cell, value)
  return [{ node, code, figures: { name, value, ...figures } }]
}

type Words = Pick<Reason, 'code' | 'figures'>

function inWords(cell: string, { kind, value }: Figure): Words {
  if (value === null) return { code: 'figure_missing', figures: {} }
  const type = numericType(kind)
  if (!type) return compared('among', { kind: 'text', value: cell })
  const parsed = parseUnary(cell, type, true)
  if (!parsed.ok) return compared('among', { kind: 'text', value: cell })
  const interval = intervalAround(parsed.test, type, value)
  return interval ? intervalInWords(interval, kind) : { code: 'figure_known', figures: {} }
}

const compared = (is: string, than: Figure): Words => ({
  code: 'figure_compared',
  figures: { is: { kind: 'text', value: is }, than },
})

const NUMERIC = ['money', 'percent', 'days', 'count', 'date'] as const

function numericType(kind: Figure['kind']): ValueType | null {
  const found = NUMERIC.find((each) => each === kind)
  return found ? { kind: found } : null
}

/**
 * The stretch of numbers around a value that a test admits: of alternatives that of the first with the value in it,
 * with the ends as the cell writes them.
 */
function intervalAround(test: UnaryTest, type: ValueType, value: Maybe): Interval | undefined {
  const part =
    test.admits === 'any_of' ? test.parts.find((each) => admits(regionOfPart(each, type), value)) : undefined
  if (part?.is === 'between') return part.interval
  if (part && 'value' in part && part.is !== 'not_equal') return intervalOf(part.is, Number(part.value))
  const region = part ? regionOfPart(part, type) : regionOf(test, type, false, false)
  if (region.kind !== 'numbers') return undefined
  return region.intervals.find((each) => admits({ ...region, intervals: [each] }, value))
}

function intervalInWords({ least, most, leastOpen, mostOpen }: Interval, kind: Figure['kind']): Words {
  if (least === -Infinity && most === Infinity) return { code: 'figure_known', figures: {} }
  if (least === most) return compared('equal', { kind, value: least })
  if (least === -Infinity) return compared(mostOpen ? 'less' : 'at_most', { kind, value: most })
  if (most === Infinity) return compared(leastOpen ? 'more' : 'at_least', { kind, value: least })
  const ends = `${leastOpen ? 'after' : 'from'}_${mostOpen ? 'before' : 'to'}`
  const figures = {
    least: { kind, value: least },
    most: { kind, value: most },
    ends: { kind: 'text', value: ends },
  } as const
  return { code: 'figure_between', figures }
}
