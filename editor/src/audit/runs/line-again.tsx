import type { Bilingual } from '@branch-playbook/engine'
import type { CSSProperties } from 'react'
import { Link } from 'react-router'
import { z } from 'zod'
import type { Line } from '../../api/runs.ts'
import { Reasons } from '../../branch/reasons.tsx'
import { isTextKey, useBilingual, useText } from '../../locale/text.ts'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import { DifferenceTable } from './differences.tsx'
import classes from './runs.module.css'

/** What of an action is compared, in the order of interest. */
const FIELDS = [
  'action',
  'listing',
  'position',
  'sources',
  'channel',
  'minutes',
  'score',
  'overdue',
  'tier',
  'strategy',
  'adviser',
  'key',
] as const

/** One customer of a run: what was stored beside what comes out now, and why, down to the figures. */
export function LineAgain({ line }: { readonly line: Line }) {
  const text = useText()
  const { customer, playbook, experiment, side, branch, adviser, same, differences, stored, again } = line
  return (
    <div className={classes.line}>
      <h3>
        <Link className={page.link} to={`/customers/${encodeURIComponent(customer.id)}`}>
          {customer.name}
        </Link>{' '}
        · {customer.id}
      </h3>
      <dl className={page.facts}>
        <dt>{text('runs.decided_by')}</dt>
        <dd>
          {text('runs.version', { playbook: playbook.id, version: playbook.version })}
          {experiment !== null && (
            <> · {text('runs.in_experiment', { experiment, side: text(`runs.side.${sideOf(side)}`) })}</>
          )}
        </dd>
        <dt>{text('runs.where')}</dt>
        <dd>
          {branch} · {adviser.name}
        </dd>
        <dt>{text('runs.decision')}</dt>
        <dd>{text(`decision.${line.outcome}`)}</dd>
      </dl>
      <p className={classes.verdict} data-tone={same ? 'good' : 'bad'}>
        {text(same ? 'runs.line_same' : 'runs.line_different')}
      </p>
      {stored || again ? <Sides stored={stored} again={again} /> : <p>{text('runs.not_listed')}</p>}
      {!same && <DifferenceTable differences={differences} />}
      <div className={classes.columns}>
        <section>
          <h3>{text('runs.reasons')}</h3>
          <Reasons reasons={line.reasons} />
          <Known line={line} />
        </section>
        <Facts line={line} />
      </div>
      <h3>{text('runs.chain')}</h3>
      <Chain line={line} />
    </div>
  )
}

const sideOf = (side: string | null) =>
  side === 'champion' || side === 'challenger' || side === 'holdout' ? side : 'none'

function Sides({ stored, again }: Pick<Line, 'stored' | 'again'>) {
  const text = useText()
  const bilingual = useBilingual()
  const shown = (action: Line['stored'], field: (typeof FIELDS)[number]) => {
    const value = action?.[field]
    if (value === null || value === undefined) return '–'
    if (field === 'sources') return namesIn(String(value)).map(bilingual).join(' + ')
    const word = WORDS[field]?.(String(value)) ?? ''
    return isTextKey(word) ? text(word) : String(value)
  }
  return (
    <div className={page.wide}>
      <table className={`${page.table} ${classes.sides}`}>
        <thead>
          <tr>
            <th scope="col">{text('runs.field')}</th>
            <th scope="col">{text('runs.stored')}</th>
            <th scope="col">{text('runs.again')}</th>
          </tr>
        </thead>
        <tbody>
          {FIELDS.map((field) => {
            const different = stored?.[field] !== again?.[field]
            return (
              <tr key={field} data-different={different || undefined}>
                <th scope="row">{text(`runs.field.${field}`)}</th>
                <td className={classes.value}>{shown(stored, field)}</td>
                <td className={classes.value}>{shown(again, field)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const sourcesSchema = z.array(z.object({ name: z.object({ en: z.string(), 'zh-CN': z.string() }) }))

/** The names of the nodes from which an action came; what is stored where somebody changed it. */
function namesIn(sources: string): readonly Bilingual[] {
  try {
    return sourcesSchema.parse(JSON.parse(sources)).map(({ name }) => name)
  } catch {
    return [{ en: sources, 'zh-CN': sources }]
  }
}

/** Under which words of the locale files a field's values are. */
const WORDS: Partial<Record<(typeof FIELDS)[number], (value: string) => string>> = {
  action: (value) => `decision.${value}`,
  listing: (value) => `runs.listing.${value}`,
  channel: (value) => `channel.${value}`,
  overdue: (value) => (value === '0' ? 'choice.no' : 'choice.yes'),
}

/** The contacts and events that were known when it was decided. */
function Known({ line: { contacts, events } }: { readonly line: Line }) {
  const text = useText()
  const bilingual = useBilingual()
  const { day } = useAuditWords()
  const word = (key: string, fallback: string) => (isTextKey(key) ? text(key) : fallback)
  return (
    <>
      <h3>{text('runs.contacts_then')}</h3>
      {contacts.length === 0 ? (
        <p>{text('runs.no_contacts')}</p>
      ) : (
        <ul className={classes.chain}>
          {contacts.map(({ id, day: on, channel, outcome }) => (
            <li key={id}>
              {day(on)} · {word(`channel.${channel}`, channel)} · {word(`outcome.${outcome}`, outcome)}
            </li>
          ))}
        </ul>
      )}
      {events.length > 0 && (
        <>
          <h3>{text('runs.events')}</h3>
          <ul className={classes.chain}>
            {events.map(({ id, day: on, name }) => (
              <li key={id}>
                {day(on)} · {bilingual(name)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Facts({ line: { facts } }: { readonly line: Line }) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <section>
      <h3>{text('runs.facts')}</h3>
      <table className={page.table}>
        <tbody>
          {facts.map(({ name, label, text: value }) => (
            <tr key={name}>
              <th scope="row">{bilingual(label)}</th>
              <td className={page.number}>{bilingual(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Chain({ line: { chain } }: { readonly line: Line }) {
  const bilingual = useBilingual()
  return (
    <ol className={classes.chain}>
      {chain.map(({ depth, text }, at) => {
        const style: CSSProperties & { '--depth': number } = { '--depth': depth }
        return (
          <li key={`${at} ${text.en}`} style={style}>
            {bilingual(text)}
          </li>
        )
      })}
    </ol>
  )
}
