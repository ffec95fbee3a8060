import { hull } from '../../region/arithmetic.ts'
import { intersect, isEmpty, known, numbersIn, type Region } from '../../region/region.ts'
import type { Find } from '../kind.ts'

interface Band {
  readonly name: string
  readonly from?: number | undefined
}

/** Bands, best first, that no value which the figure can have falls into. */
export function findUnreachable(bands: readonly Band[], of: string, possible: Region, find: Find): void {
  const values = known(possible)
  // Of a figure that is always missing nothing is known to compare with.
  if (values.kind !== 'numbers' || isEmpty(values)) return
  const { least, most } = hull(values)
  for (const [at, { name, from = Number.NEGATIVE_INFINITY }] of bands.entries()) {
    const above = bands[at - 1]?.from ?? Number.POSITIVE_INFINITY
    const band = { least: from, leastOpen: from === Number.NEGATIVE_INFINITY, most: above, mostOpen: true }
    if (!isEmpty(intersect(values, numbersIn(band)))) continue
    const path = ['bands', at]
    const common = { name, reference: of }
    if (from > most) find('band_unreachable', path, { ...common, reach: 'above', limit: most })
    else if (above <= least) find('band_unreachable', path, { ...common, reach: 'below', limit: least })
    else find('band_unreachable', path, { ...common, reach: 'between', limit: from })
  }
}
