import type { Action } from '../api/branches.ts'
import { useBilingual, useLocalName, useText } from '../locale/text.ts'
import classes from './action-marks.module.css'
import { StrategyMark } from './strategy-mark.tsx'

/** What is to be known of an action at a glance: a call that is promised, what is overdue, what it comes from. */
export function ActionMarks({ action }: { readonly action: Action }) {
  const text = useText()
  const bilingual = useBilingual()
  const nameOf = useLocalName()
  const { callBack, insteadOf, overdue, attempts, sources, strategy } = action
  return (
    <>
      {insteadOf && (
        <span className={classes.insteadOf}>{text('action.instead_of', { name: nameOf(insteadOf) })}</span>
      )}
      {callBack && (
        <span className={classes.callBack}>
          {text('action.call_back', { made: callBack.made, time: callBack.time ?? 'none' })}
        </span>
      )}
      {overdue && <span className={classes.overdue}>{text('action.overdue')}</span>}
      {attempts > 0 && <span className={classes.attempts}>{text('action.attempts', { attempts })}</span>}
      <span className={classes.sources}>{sources.map(({ name }) => bilingual(name)).join(' + ')}</span>
      <StrategyMark strategy={strategy} />
    </>
  )
}
