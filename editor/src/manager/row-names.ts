import type { ManagerFigures } from '../api/manager.ts'
import type { useBilingual, useText } from '../locale/text.ts'

/** What things are called in the language of the page. */
export interface Words {
  readonly text: ReturnType<typeof useText>
  readonly bilingual: ReturnType<typeof useBilingual>
  adviserName(id: string): string
}

/** By what duties are counted. */
export type DutiesBy = 'adviser' | 'tier'

export const dutyHead = (by: DutiesBy, { text }: Words): string =>
  text(by === 'adviser' ? 'branch.adviser' : 'manager.tier')

/** An adviser or a tier; neither for customers without one. */
export const dutyName = (of: string | null, by: DutiesBy, { text, adviserName }: Words): string =>
  of === null ? text('manager.none') : by === 'adviser' ? adviserName(of) : of

/** By what outcomes are counted. */
export type OutcomesBy = 'byStrategy' | 'byAdviser'

export const outcomeHead = (by: OutcomesBy, { text }: Words): string =>
  text(by === 'byAdviser' ? 'branch.adviser' : 'manager.strategy')

/** A strategy or an adviser; neither for contacts that no list asked for. */
export const outcomeName = (
  { of, name }: ManagerFigures[OutcomesBy][number],
  { text, bilingual, adviserName }: Words,
): string => (of === null ? text('manager.no_list') : name ? bilingual(name) : adviserName(of))
