import { useMemo } from 'react'
import type { Action, Worklist as Answer } from '../api/branches.ts'
import { useLanguage } from '../locale/language.ts'
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
          <Lists actions={listed} />
        )}
      </section>
      {cut.length > 0 && (
        <section aria-labelledby="cut">
          <h2 id="cut" className={classes.title}>
            {text('worklist.cut')} <span>{cut.length}</span>
          </h2>
          <p className={classes.why}>{text('worklist.cut_why')}</p>
          <Lists actions={cut} cut />
        </section>
      )}
    </>
  )
}

interface ListsProps {
  readonly actions: readonly Action[]
  readonly cut?: boolean
}

/** Every adviser has a list of his own, with its own order. */
function Lists({ actions, cut = false }: ListsProps) {
  const locale = useLanguage((state) => state.locale)
  const lists = [...Map.groupBy(actions, ({ adviser }) => adviser?.id ?? '').values()]
  return lists.map((list) => {
    const adviser = list[0]?.adviser
    return (
      <div key={adviser?.id ?? ''} className={classes.list}>
        {lists.length > 1 && adviser && (
          <h3>
            {locale === 'en' ? (adviser.nameEn ?? adviser.name) : adviser.name} <span>{list.length}</span>
          </h3>
        )}
        <ol className={classes.rows} data-cut={cut || undefined}>
          {list.map((action) => (
            <ActionRow key={action.key} action={action} />
          ))}
        </ol>
      </div>
    )
  })
}
