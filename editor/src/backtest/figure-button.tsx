import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'

interface FigureButtonProps {
  readonly count: number
  onPick(): void
}

/** A number of customers that shows who they are; behind none there is nobody to be shown. */
export function FigureButton({ count, onPick }: FigureButtonProps) {
  const { number } = useFormats(useCurrency())
  return (
    <button
      type="button"
      data-pick
      tabIndex={-1}
      aria-disabled={count === 0}
      onClick={() => {
        if (count > 0) onPick()
      }}
    >
      {number(count)}
    </button>
  )
}
