import type { Action } from '../api/branches.ts'
import { useBilingual } from '../locale/text.ts'
import classes from './action-marks.module.css'

/** The strategy that a customer follows; nothing where he follows none. */
export function StrategyMark({ strategy }: Pick<Action, 'strategy'>) {
  const bilingual = useBilingual()
  return strategy && <span className={classes.strategy}>{bilingual(strategy.name)}</span>
}
