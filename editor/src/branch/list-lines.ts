import type { Locale } from '@branch-playbook/engine'
import type { Action, Worklist } from '../api/branches.ts'
import { localName } from '../locale/local-name.ts'
import { tellingReasons } from './telling-reasons.ts'

/** A contact of a list as it is taken along: on paper, in Excel, in a calendar. Names, but no telephone numbers. */
export interface ListLine {
  readonly action: Action
  readonly adviser: string
  /** The adviser whose customer he is, while that one is away. */
  readonly insteadOf: string
  readonly customer: string
  readonly sources: string
  readonly strategy: string
  readonly reasons: readonly string[]
  readonly points: readonly string[]
}

/** How many reasons are taken along. */
const REASONS = 2

/** The contacts of a list in its order, first those listed, then those who no longer fit; in one language. */
export function listLines({ actions }: Worklist, locale: Locale): ListLine[] {
  const listed = [...actions].sort(
    (left, right) => Number(left.listing !== 'listed') - Number(right.listing !== 'listed'),
  )
  return listed.map((action) => ({
    action,
    adviser: action.adviser ? localName(action.adviser, locale) : '',
    insteadOf: action.insteadOf ? localName(action.insteadOf, locale) : '',
    customer: action.customer.name,
    sources: action.sources.map(({ name }) => name[locale]).join(' + '),
    strategy: action.strategy?.name[locale] ?? '',
    reasons: tellingReasons(action.reasons)
      .slice(0, REASONS)
      .map(({ text }) => text[locale]),
    points: action.talkingPoints[locale],
  }))
}
