import { useMemo } from 'react'
import type { Worklist as Answer } from '../api/branches.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { ActionRow } from './action-row.tsx'
import classes from './worklist.module.css'

/** Today's list in the order in which to work it, then what did not fit into the day. */
export function Worklist({ worklist }: { readonly worklist: Answer }) {
  const text = useText()
  const [listed, cut] = useMemo(
    () => [
      worklist.actions.filter(({ listing }) => listing === 'listed'),
      worklist.actions.filter(({ listing }) => listing === 'cut'),
    ],
    [worklist],
  )
  return (
    <>
      <section aria-labelledby="listed">
        <h2 id="listed" className={classes.title}>
          {text('worklist.listed')} <span>{listed.length}</span>
        </h2>
        {listed.length === 0 ? (
          <Notice
            tone="plain"
            title={text(worklist.done.length > 0 ? 'worklist.all_done' : 'worklist.empty')}
            text={text(worklist.done.length > 0 ? 'worklist.all_done_why' : 'worklist.empty_why')}
          />
        ) : (
          <ol className={classes.rows}>
            {listed.map((action) => (
              <ActionRow key={action.key} action={action} />
            ))}
          </ol>
        )}
      </section>
      {cut.length > 0 && (
        <section aria-labelledby="cut">
          <h2 id="cut" className={classes.title}>
            {text('worklist.cut')} <span>{cut.length}</span>
          </h2>
          <p className={classes.why}>{text('worklist.cut_why')}</p>
          <ol className={classes.rows} data-cut>
            {cut.map((action) => (
              <ActionRow key={action.key} action={action} />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
