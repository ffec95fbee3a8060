import { LISTINGS } from '@branch-playbook/engine'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { type Effect, MOVES } from '../api/effect-report.ts'
import { actionOf, allReasons } from '../desk/actions.ts'
import { LISTED, type Outlook, type Terms } from './outlook.ts'

type Move = (typeof MOVES)[number]
type Side = Effect['samples'][number]['before']

/** A customer who changes, by his row. */
export type Sample = Omit<Effect['samples'][number], 'customer'> & { readonly row: number }

const MOST_OF_A_KIND = 3

/**
 * Up to three customers for each kind of move, nobody twice, with what speaks for both sides. The hash of the
 * version draws them, so that everybody who looks at it sees the same ones, and no author can choose them. Rows
 * of customers whose personal data were erased are left out.
 */
export function samplesOf(
  before: Outlook,
  after: Outlook,
  terms: Terms,
  hash: string,
  erased: ReadonlySet<number>,
): Sample[] {
  const { customers, branches } = after.today.grounds.snapshot
  const random = xoroshiro128plus(Number.parseInt(hash.slice(0, 8), 16))
  const drawn = new Set(erased)
  return MOVES.flatMap((move) => {
    const moved = MOVED[move]
    const rows: number[] = []
    for (let row = 0; row < customers.count; row += 1)
      if (moved(before, after, row) && !drawn.has(row)) rows.push(row)
    const chosen: number[] = []
    while (chosen.length < MOST_OF_A_KIND && rows.length > 0) {
      const [row = 0] = rows.splice(uniformInt(random, 0, rows.length - 1), 1)
      chosen.push(row)
      drawn.add(row)
    }
    return chosen
      .toSorted((left, right) => left - right)
      .map((row) => ({
        move,
        row,
        branch: branches[customers.branch[row] ?? -1]?.id ?? '',
        before: sideOf(before, row, terms),
        after: sideOf(after, row, terms),
      }))
  })
}

type IsMoved = (before: Outlook, after: Outlook, row: number) => boolean

/** Tiers are listed best first; to have none is the least. */
const rankOf = ({ tier }: Outlook, row: number): number => tier.codes[row] || tier.values.length + 1

const isListed = ({ listing }: Outlook, row: number): boolean => listing.codes[row] === LISTED

const MOVED: Readonly<Record<Move, IsMoved>> = {
  tier_up: (before, after, row) => rankOf(after, row) < rankOf(before, row),
  tier_down: (before, after, row) => rankOf(after, row) > rankOf(before, row),
  strategy: (before, after, row) => before.strategy.codes[row] !== after.strategy.codes[row],
  gained: (before, after, row) => !isListed(before, row) && isListed(after, row),
  lost: (before, after, row) => isListed(before, row) && !isListed(after, row),
}

/** Tier and strategy by the names that both sides share. */
function sideOf({ today, decided, tier, strategy, listing }: Outlook, row: number, terms: Terms): Side {
  const { action, view } = actionOf(today, decided, row)
  return {
    tier: terms.tiers[(tier.codes[row] ?? 0) - 1] ?? null,
    strategy: terms.strategies[(strategy.codes[row] ?? 0) - 1] ?? null,
    action,
    listing: LISTINGS[(listing.codes[row] ?? 0) - 1] ?? null,
    reasons: allReasons(today.playbookOf(row), view),
  }
}
