import { IconAlertTriangle } from '@tabler/icons-react'
import { useCurrency } from '../api/bank.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import type { Comparison } from '../simulation/messages.ts'
import { type ListSize, NO_LIST, type Turnover } from '../simulation/summary.ts'
import { Difference } from './difference.tsx'
import classes from './figures.module.css'
import own from './lists.module.css'
import { Load } from './load.tsx'
import { PickArea } from './pick-area.tsx'
import { PickButton } from './pick-button.tsx'
import { GAINED, LOST, ofBranch, onLists } from './picks.ts'

interface ListSizesProps {
  readonly comparison: Comparison
  /** Also who comes and who goes, and the minutes themselves. */
  readonly full?: boolean
}

/** What the day's lists come to, in all and by branch, against the minutes there are. */
export function ListSizes({ comparison, full = false }: ListSizesProps) {
  const text = useText()
  const branchName = useBranchName()
  const { before, after, turnover } = comparison
  const overfull = Object.entries(after.branches).filter(([, size]) => size.minutesDue > size.minutes)
  const named = overfull.map(([id]) => branchName(id)).join(text('whatif.comma'))
  return (
    <section
      className={own.lists}
      aria-label={text('whatif.lists')}
      data-testid="list-sizes"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      {overfull.length > 0 && (
        <p className={own.overfull} data-testid="overfull">
          <IconAlertTriangle size={14} aria-hidden />
          <span className={own.names} title={full ? undefined : named}>
            {text('whatif.overfull', { count: overfull.length, branches: named })}
          </span>
        </p>
      )}
      <PickArea label={text('whatif.lists')}>
        <table className={classes.table}>
          <thead className={own.head}>
            <tr>
              <th scope="col">{text('whatif.lists')}</th>
              <th scope="col" colSpan={2}>
                {text('whatif.listed')}
              </th>
              {full && <th scope="col">{text('whatif.gained')}</th>}
              {full && <th scope="col">{text('whatif.lost')}</th>}
              {full && <th scope="col">{text('whatif.minutesDue')}</th>}
              {full && <th scope="col">{text('whatif.minutes')}</th>}
              <th scope="col" colSpan={2}>
                {text('whatif.load')}
              </th>
              <th scope="col" colSpan={2}>
                {text('whatif.cut')}
              </th>
            </tr>
          </thead>
          <tbody>
            <Row
              name={text('whatif.total')}
              before={before.total}
              after={after.total}
              turnover={total(Object.values(turnover))}
              full={full}
            />
            {Object.entries(after.branches).map(([id, size]) => (
              <Row
                key={id}
                branch={id}
                name={branchName(id)}
                before={before.branches[id] ?? NO_LIST}
                after={size}
                turnover={turnover[id] ?? NOBODY}
                full={full}
              />
            ))}
          </tbody>
        </table>
      </PickArea>
    </section>
  )
}

const NOBODY: Turnover = { gained: 0, lost: 0 }

const total = (turnovers: readonly Turnover[]): Turnover =>
  turnovers.reduce(
    (sum, { gained, lost }) => ({ gained: sum.gained + gained, lost: sum.lost + lost }),
    NOBODY,
  )

interface RowProps {
  readonly name: string
  /** Not said of all branches together. */
  readonly branch?: string
  readonly before: ListSize
  readonly after: ListSize
  readonly turnover: Turnover
  readonly full: boolean
}

function Row({ name, branch, before, after, turnover, full }: RowProps) {
  const { number } = useFormats(useCurrency())
  const here = ofBranch(branch)
  return (
    <tr className={branch === undefined ? own.total : undefined}>
      <th scope="row">{name}</th>
      <td className={classes.number}>
        <PickButton pick={[...here, onLists('listed')]} count={after.listed} />
      </td>
      <td className={classes.number}>
        <Difference before={before.listed} after={after.listed} />
      </td>
      {full && (
        <>
          <td className={classes.number}>
            <PickButton pick={[...here, ...GAINED]} count={turnover.gained} />
          </td>
          <td className={classes.number}>
            <PickButton pick={[...here, ...LOST]} count={turnover.lost} />
          </td>
          <td className={classes.number}>{number(after.minutesDue)}</td>
          <td className={classes.number}>{number(after.minutes)}</td>
        </>
      )}
      <Load before={before} after={after} />
      <td className={classes.number}>
        <PickButton pick={[...here, onLists('cut')]} count={after.cut} />
      </td>
      <td className={classes.number}>
        <Difference before={before.cut} after={after.cut} />
      </td>
    </tr>
  )
}
