import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { useCurrency } from '../../api/bank.ts'
import type { Effect } from '../../api/life.ts'
import { useFormats } from '../../locale/format.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import classes from './effect.module.css'
import { COLUMNS, type Column, type ListChange, shareDue } from './list-columns.ts'
import own from './lists.module.css'

/** How long the lists of each branch and adviser would be, against the minutes there are. */
export function Lists({ effect }: { readonly effect: Effect }) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const nameOf = useLocalName()
  const [sorted, setSorted] = useState<{ by: Column | null; down: boolean }>({ by: null, down: true })
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const { by, down } = sorted
  const column = COLUMNS.find(({ id }) => id === by)
  const branches = column
    ? effect.branches.toSorted((one, other) => (column.order(one) - column.order(other)) * (down ? -1 : 1))
    : effect.branches
  const toggle = (id: string) => {
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    setOpened(next)
  }
  const over = effect.branches.filter(({ after }) => after.minutesDue > after.minutes).length
  return (
    <section className={classes.card} aria-labelledby="lists" data-testid="effect-lists">
      <h2 id="lists">{text('effect.lists')}</h2>
      <p className={classes.summary}>
        {text('effect.lists_summary', {
          before: number(effect.lists.before.listed),
          after: number(effect.lists.after.listed),
          gained: effect.lists.gained,
          lost: effect.lists.lost,
          over,
        })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused */}
      <section className={classes.scroll} tabIndex={0} aria-label={text('effect.lists')}>
        <table className={own.lists}>
          <thead>
            <tr>
              <th scope="col" aria-sort={by === null ? 'ascending' : undefined}>
                <button
                  type="button"
                  className={own.sort}
                  onClick={() => setSorted({ by: null, down: true })}
                >
                  {text('effect.branch')}
                </button>
              </th>
              {COLUMNS.map(({ id }) => (
                <th
                  key={id}
                  scope="col"
                  aria-sort={by === id ? (down ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    className={own.sort}
                    title={text(`effect.column_what.${id}`)}
                    onClick={() => setSorted({ by: id, down: by === id ? !down : true })}
                  >
                    {text(`effect.column.${id}`)}
                    {by === id && <span aria-hidden>{down ? ' ↓' : ' ↑'}</span>}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row name={text('whatif.total')} change={effect.lists} kind="total" />
            {branches.map((branch) => {
              const open = opened.has(branch.id)
              return (
                <Fragment key={branch.id}>
                  <Row
                    name={nameOf(branch)}
                    change={branch}
                    kind="branch"
                    open={open}
                    onToggle={() => toggle(branch.id)}
                  />
                  {open &&
                    branch.advisers.map((adviser) => (
                      <Row key={adviser.id} name={nameOf(adviser)} change={adviser} kind="adviser" />
                    ))}
                </Fragment>
              )
            })}
          </tbody>
        </table>
      </section>
    </section>
  )
}

interface RowProps {
  readonly name: string
  readonly change: ListChange
  readonly kind: 'total' | 'branch' | 'adviser'
  readonly open?: boolean
  onToggle?(): void
}

function Row({ name, change, kind, open = false, onToggle }: RowProps) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const { before, after, gained, lost } = change
  const turn = (one: number, other: number) =>
    text('effect.turn', { before: number(one), after: number(other) })
  const over = after.minutesDue > after.minutes
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <tr data-kind={kind}>
      <th scope="row">
        {onToggle && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-expanded={open}
            aria-label={text('effect.advisers', { branch: name })}
            onClick={onToggle}
          >
            <Chevron size={14} aria-hidden />
          </ActionIcon>
        )}
        {name}
      </th>
      <td>{turn(before.listed, after.listed)}</td>
      <td>{turn(before.minutesListed, after.minutesListed)}</td>
      <td>{number(after.minutes)}</td>
      <td data-over={over || undefined}>
        {over && <IconAlertTriangle size={13} aria-label={text('effect.over')} />}
        {text('effect.turn', {
          before: text('effect.share', { share: shareDue(before) }),
          after: text('effect.share', { share: shareDue(after) }),
        })}
      </td>
      <td>{turn(before.cut, after.cut)}</td>
      <td data-gain={gained > 0 || undefined}>{text('effect.plus', { count: gained })}</td>
      <td data-loss={lost > 0 || undefined}>{text('effect.minus', { count: lost })}</td>
    </tr>
  )
}
