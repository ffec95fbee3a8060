import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import type { PlannedEvent, Reach } from '../api/events.ts'
import { useFormats } from '../locale/format.ts'
import { useLocalName, useText } from '../locale/text.ts'
import classes from './reach.module.css'
import { ReachCustomers } from './reach-customers.tsx'

interface ReachBranchesProps {
  readonly planned: PlannedEvent
  readonly reach: Reach
}

type Branch = Reach['branches'][number]
type Adviser = Branch['advisers'][number]

/** The customers by branch and, of a branch that is opened, by adviser; the figure of an adviser opens his customers. */
export function ReachBranches({ planned, reach }: ReachBranchesProps) {
  const text = useText()
  const [opened, setOpened] = useState<string | null>(null)
  const [shown, setShown] = useState<Adviser | null>(null)
  return (
    <>
      <table className={classes.table}>
        <caption>{text('reach.branches')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('reach.where')}</th>
            <th scope="col">{text('reach.customers')}</th>
            <th scope="col">{text('reach.listed')}</th>
            <th scope="col">{text('reach.cut')}</th>
            <th scope="col">{text('reach.displaced')}</th>
            <th scope="col">{text('reach.minutes_of')}</th>
          </tr>
        </thead>
        {reach.branches.map((branch) => (
          <BranchRows
            key={branch.id}
            branch={branch}
            isOpen={opened === branch.id}
            onToggle={() => setOpened(opened === branch.id ? null : branch.id)}
            onShow={setShown}
          />
        ))}
      </table>
      {shown && <ReachCustomers planned={planned} adviser={shown.adviser} onClose={() => setShown(null)} />}
    </>
  )
}

interface BranchRowsProps {
  readonly branch: Branch
  readonly isOpen: boolean
  onToggle(): void
  onShow(adviser: Adviser): void
}

function BranchRows({ branch, isOpen, onToggle, onShow }: BranchRowsProps) {
  const nameOf = useLocalName()
  const { number } = useFormats(useCurrency())
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  return (
    <tbody>
      <tr className={classes.branch}>
        <th scope="row">
          <button type="button" aria-expanded={isOpen} onClick={onToggle}>
            <Icon size={14} stroke={2} aria-hidden />
            {nameOf(branch)}
          </button>
        </th>
        <Figures of={branch} />
        <td>
          {number(branch.minutes)} / {number(branch.minutesLeft)}
        </td>
      </tr>
      {isOpen &&
        branch.advisers.map((own) => (
          <tr key={own.adviser.id} className={classes.adviser}>
            <th scope="row">
              <button type="button" onClick={() => onShow(own)}>
                {nameOf(own.adviser)}
              </button>
            </th>
            <Figures of={own} />
            <td>
              <Minutes own={own} />
            </td>
          </tr>
        ))}
    </tbody>
  )
}

function Figures({ of }: { readonly of: Pick<Branch, 'customers' | 'listed' | 'cut' | 'displaced'> }) {
  const { number } = useFormats(useCurrency())
  return (
    <>
      <td>{number(of.customers)}</td>
      <td>{number(of.listed)}</td>
      <td>{number(of.cut)}</td>
      <td>{number(of.displaced)}</td>
    </>
  )
}

/** How much of what is left of an adviser's day the event would take, and whether more is due than fits. */
function Minutes({ own: { minutes, minutesLeft, minutesDue } }: { readonly own: Adviser }) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const share = minutesLeft === 0 ? 0 : Math.min(100, (minutes / minutesLeft) * 100)
  const over = minutesDue > minutesLeft
  return (
    <span className={classes.minutes}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
      {number(minutes)} / {number(minutesLeft)}
      <span className={classes.over}>
        {over && text('reach.over', { minutes: minutesDue - minutesLeft })}
      </span>
    </span>
  )
}
