import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { keyOfPick, type Pick } from '../simulation/pick.ts'
import classes from './pick.module.css'
import { useWhatIfView } from './view.ts'
import { useWords } from './words.ts'

interface PickButtonProps {
  readonly pick: Pick
  /** How many customers that are; of nobody there is nothing to show. */
  readonly count: number
}

/** A number of customers that shows who they are. */
export function PickButton({ pick, count }: PickButtonProps) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const { ofPick } = useWords()
  const isPicked = useWhatIfView((state) => state.pick !== null && keyOfPick(state.pick) === keyOfPick(pick))
  const { pickOut } = useWhatIfView.getState()
  if (count === 0) return <span className={classes.none}>{number(0)}</span>
  return (
    <button
      type="button"
      data-pick
      className={classes.pick}
      tabIndex={-1}
      aria-pressed={isPicked}
      aria-label={text('whatif.pick.of', { words: ofPick(pick), count: number(count) })}
      onClick={() => pickOut(isPicked ? null : pick)}
    >
      {number(count)}
    </button>
  )
}
