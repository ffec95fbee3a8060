import { expect, it } from 'vitest'
import { flowsOf, unitedValues } from './flows.ts'

const values = ['A', 'B']
const classed = (...codes: number[]) => ({ codes: Uint8Array.from(codes), values })

it('flows count everybody once, who stays and who has no value too', () => {
  const flows = flowsOf(classed(1, 1, 2, 0, 0, 2), classed(1, 2, 0, 0, 1, 2))
  expect(flows).toEqual([
    { from: 'A', to: 'A', count: 1 },
    { from: 'A', to: 'B', count: 1 },
    { from: 'B', to: 'B', count: 1 },
    { from: 'B', to: null, count: 1 },
    { from: null, to: 'A', count: 1 },
    { from: null, to: null, count: 1 },
  ])
})

it('values of several classes keep the order that each of them has', () => {
  expect(unitedValues([['A', 'B', 'D'], ['A', 'C', 'D', 'E'], []])).toEqual(['A', 'C', 'B', 'D', 'E'])
  expect(unitedValues([['B'], ['A', 'B']])).toEqual(['A', 'B'])
})
