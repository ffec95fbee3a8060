import { useBank, useCurrency } from '../api/bank.ts'
import type { Branch, Worklist } from '../api/branches.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './day-summary.module.css'
import { Done } from './done.tsx'
import { Leave } from './leave.tsx'
import { ToManager } from './to-manager.tsx'
import { Week } from './week.tsx'

interface DaySummaryProps {
  readonly worklist: Worklist
  readonly branch: Branch
  /** Whose list it is; null for that of the whole branch. */
  readonly adviser: string | null
}

/** The day beside the list: which rules and events made it, what is done, who may not be contacted. */
export function DaySummary({ worklist, branch, adviser }: DaySummaryProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { data: bank } = useBank()
  const { day } = useFormats(useCurrency())
  const { playbook, challengers, events } = worklist.run
  return (
    <aside className={classes.summary} aria-label={text('day.title')}>
      <section>
        <h2>{day(worklist.date)}</h2>
        <p>{text('day.playbook', { name: playbook.id, version: playbook.version })}</p>
        {challengers.map(({ version }) => (
          <p key={version}>{text('day.challenger', { version })}</p>
        ))}
        {bank && <p>{text('day.snapshot', { day: bank.snapshot.asOf })}</p>}
        {worklist.blocked > 0 && <p>{text('day.blocked', { count: worklist.blocked })}</p>}
      </section>
      <section>
        <h3>{text('day.events')}</h3>
        {events.length === 0 ? (
          <p>{text('day.no_events')}</p>
        ) : (
          <ul>
            {events.map((event) => (
              <li key={event.id}>
                {bilingual(event.name)} <small>{event.day}</small>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Done contacts={worklist.done} />
      <Week branch={branch.id} adviser={adviser} />
      <Leave branch={branch} day={worklist.date} />
      <ToManager branch={branch.id} />
    </aside>
  )
}
