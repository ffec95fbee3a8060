import { useMemo } from 'react'
import type { Action, Worklist as Answer } from '../api/branches.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { ActionRow } from './action-row.tsx'
import { atTime, useTimeOfDay } from './at-time.ts'
import { ListCommands } from './list-commands.tsx'
import { TakeAlong } from './take-along.tsx'
import classes from './worklist.module.css'

/** What is due but not listed, and why. */
const CUTS = [
  { listing: 'cut', title: 'worklist.cut', why: 'worklist.cut_why' },
  { listing: 'over_quota', title: 'worklist.over_quota', why: 'worklist.over_quota_why' },
] as const

/** Today's list in the order in which to work it, then what did not fit into the day. */
export function Worklist({ worklist: answer }: { readonly worklist: Answer }) {
  const text = useText()
  const time = useTimeOfDay()
  const worklist = useMemo(() => atTime(answer, time), [answer, time])
  const [listed, ...cuts] = useMemo(() => {
    const of = (wanted: Action['listing']) => worklist.actions.filter(({ listing }) => listing === wanted)
    return [of('listed'), of('cut'), of('over_quota')] as const
  }, [worklist])
  const days = [worklist.date, ...worklist.nextDays]
  return (
    <>
      <ListCommands today={worklist.date} done={worklist.done} />
      <section aria-labelledby="listed">
        <div className={classes.head}>
          <h2 id="listed" className={classes.title}>
            {text('worklist.listed')} <span>{listed.length}</span>
          </h2>
          <TakeAlong worklist={worklist} />
        </div>
        {listed.length === 0 ? (
          <Notice
            tone="plain"
            title={text(worklist.done.length > 0 ? 'worklist.all_done' : 'worklist.empty')}
            text={text(worklist.done.length > 0 ? 'worklist.all_done_why' : 'worklist.empty_why')}
          />
        ) : (
          <Lists actions={listed} days={days} />
        )}
      </section>
      {CUTS.map(({ listing, title, why }, at) => {
        const cut = cuts[at] ?? []
        if (cut.length === 0) return null
        return (
          <section key={listing} aria-labelledby={listing}>
            <h2 id={listing} className={classes.title}>
              {text(title)} <span>{cut.length}</span>
            </h2>
            <p className={classes.why}>{text(why)}</p>
            <Lists actions={cut} days={days} cut />
          </section>
        )
      })}
    </>
  )
}

interface ListsProps {
  readonly actions: readonly Action[]
  readonly days: readonly string[]
  readonly cut?: boolean
}

/** Every adviser has a list of his own, with its own order. */
function Lists({ actions, days, cut = false }: ListsProps) {
  const nameOf = useLocalName()
  const lists = [...Map.groupBy(actions, ({ adviser }) => adviser?.id ?? '').values()]
  return lists.map((list) => {
    const adviser = list[0]?.adviser
    return (
      <div key={adviser?.id ?? ''} className={classes.list}>
        {lists.length > 1 && adviser && (
          <h3>
            {nameOf(adviser)} <span>{list.length}</span>
          </h3>
        )}
        <ol className={classes.rows} data-cut={cut || undefined}>
          {list.map((action) => (
            <ActionRow key={action.key} action={action} days={days} />
          ))}
        </ol>
      </div>
    )
  })
}
