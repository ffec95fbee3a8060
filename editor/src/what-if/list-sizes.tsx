import { useCurrency } from '../api/bank.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import type { Comparison } from '../simulation/messages.ts'
import type { ListSize } from '../simulation/summary.ts'
import { Difference } from './difference.tsx'
import classes from './panel.module.css'

const NONE: ListSize = { listed: 0, cut: 0, minutesListed: 0, minutesDue: 0 }
const FIGURES = ['listed', 'cut', 'minutesListed'] as const

/** What the day's lists come to, in all and by branch, in force and as edited. */
export function ListSizes({ comparison }: { readonly comparison: Comparison }) {
  const text = useText()
  const branchName = useBranchName()
  const { before, after } = comparison
  return (
    <section
      className={classes.lists}
      aria-label={text('whatif.lists')}
      data-testid="list-sizes"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{text('whatif.lists')}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" colSpan={2}>
                {text(`whatif.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name={text('whatif.total')} before={before.total} after={after.total} total />
          {Object.entries(after.branches).map(([id, size]) => (
            <Row key={id} name={branchName(id)} before={before.branches[id] ?? NONE} after={size} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  readonly name: string
  readonly before: ListSize
  readonly after: ListSize
  readonly total?: boolean
}

function Row({ name, before, after, total = false }: RowProps) {
  const { number } = useFormats(useCurrency())
  return (
    <tr data-total={total || undefined}>
      <th scope="row">{name}</th>
      {FIGURES.map((figure) => [
        <td key={figure} className={classes.number}>
          {number(after[figure])}
        </td>,
        <td key={`${figure} difference`} className={classes.number}>
          <Difference before={before[figure]} after={after[figure]} />
        </td>,
      ])}
    </tr>
  )
}
