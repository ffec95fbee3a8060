import { useMemo } from 'react'
import type { AsOf, PastList } from '../../api/as-of.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import classes from './as-of.module.css'
import { PastEntry } from './past-entry.tsx'

interface ListsProps {
  readonly found: AsOf
  readonly onlyDifferent: boolean
}

type Side = 'then' | 'today'

/** How an entry of one list stands to the other list. */
export type Standing =
  | { readonly is: 'only' }
  | { readonly is: 'same' }
  | { readonly is: 'moved'; readonly other: NonNullable<AsOf['comparison']>['moved'][number]['then'] }

/** The two lists side by side, and in a sentence how they differ. */
export function Lists({ found: { then, today, comparison }, onlyDifferent }: ListsProps) {
  const text = useText()
  const standings = useMemo(() => standingsOf(comparison), [comparison])
  if (!then || !today || !comparison) return null
  const { onlyThen, onlyToday, moved, same } = comparison
  const alike = onlyThen.length + onlyToday.length + moved.length === 0
  return (
    <>
      {alike ? (
        <Notice tone="plain" title={text('asof.same', { same })} text={text('asof.same_what')} />
      ) : (
        <p className={classes.summary}>
          {text('asof.summary', {
            same,
            then: onlyThen.length,
            today: onlyToday.length,
            moved: moved.length,
          })}
        </p>
      )}
      <div className={classes.sides}>
        <Side side="then" list={then} standings={standings.then} onlyDifferent={onlyDifferent} />
        <Side side="today" list={today} standings={standings.today} onlyDifferent={onlyDifferent} />
      </div>
    </>
  )
}

interface SideProps {
  readonly side: Side
  readonly list: PastList
  readonly standings: ReadonlyMap<string, Standing>
  readonly onlyDifferent: boolean
}

const SAME: Standing = { is: 'same' }

function Side({ side, list, standings, onlyDifferent }: SideProps) {
  const text = useText()
  const { playbook, challengers } = list.run
  const shown = list.actions
    .map((action) => ({ action, standing: standings.get(action.customer.id) ?? SAME }))
    .filter(({ standing }) => !onlyDifferent || standing.is !== 'same')
  const listed = list.actions.filter(({ listing }) => listing === 'listed').length
  const byAdviser = [...Map.groupBy(shown, ({ action }) => action.adviser?.id ?? '').values()]
  return (
    <section className={classes.side} aria-labelledby={`side-${side}`}>
      <h2 id={`side-${side}`}>{text(`asof.${side}`)}</h2>
      <p className={classes.rules}>
        {[
          text('runs.version', { playbook: playbook.id, version: playbook.version }),
          ...challengers.map(({ id, version }) => text('runs.challenger', { playbook: id, version })),
        ].join(' · ')}{' '}
        · {text('asof.listed', { listed, more: list.actions.length - listed })}
      </p>
      {shown.length === 0 && (
        <p className={classes.rules}>{text(onlyDifferent ? 'asof.none_different' : 'asof.nobody')}</p>
      )}
      {byAdviser.map((entries) => {
        const adviser = entries[0]?.action.adviser
        return (
          <div key={adviser?.id ?? ''}>
            {adviser && <Adviser adviser={adviser} />}
            <ol className={classes.list}>
              {entries.map(({ action, standing }) => (
                <PastEntry key={action.key} side={side} action={action} standing={standing} />
              ))}
            </ol>
          </div>
        )
      })}
    </section>
  )
}

function Adviser({ adviser }: { readonly adviser: NonNullable<PastList['actions'][number]['adviser']> }) {
  const nameOf = useLocalName()
  return <h3>{nameOf(adviser)}</h3>
}

function standingsOf(comparison: AsOf['comparison']) {
  const then = new Map<string, Standing>()
  const today = new Map<string, Standing>()
  for (const customer of comparison?.onlyThen ?? []) then.set(customer, { is: 'only' })
  for (const customer of comparison?.onlyToday ?? []) today.set(customer, { is: 'only' })
  for (const { customer, then: was, today: is } of comparison?.moved ?? []) {
    then.set(customer, { is: 'moved', other: is })
    today.set(customer, { is: 'moved', other: was })
  }
  return { then, today }
}
