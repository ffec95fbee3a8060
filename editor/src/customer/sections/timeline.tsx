import { Button, SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { CustomerPage } from '../../api/customers.ts'
import { type TimelineEntry, useHistory } from '../../api/history.ts'
import { TakeBackButton } from '../../branch/take-back-button.tsx'
import { TierMark } from '../../branch/tier-mark.tsx'
import { useFormats } from '../../locale/format.ts'
import { useLanguage } from '../../locale/language.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { useKnown } from './known.ts'
import { Panel } from './panel.tsx'

const AT_A_GLANCE = 8
const KINDS = ['all', 'contact', 'enquiry', 'order', 'listed', 'event'] as const
type Kind = (typeof KINDS)[number]

type Entry = TimelineEntry | FeedContact

/** A contact that the bank's feeds tell of: nobody knows what was said. */
interface FeedContact {
  readonly kind: 'contact'
  readonly id: string
  readonly day: string
  readonly channel: string
  readonly outcome: string
  readonly note: string
  readonly told: null
}

/** Whatever happened with him, the latest first: contacts and what he was told, lists, events. */
export function Timeline({ page, currency }: SectionProps) {
  const text = useText()
  const { data: history, error, refetch } = useHistory(page.customer.id)
  const [kind, setKind] = useState<Kind>('all')
  const [shown, setShown] = useState(AT_A_GLANCE)
  const entries = history ? [...history.timeline, ...fromFeeds(page, history.timeline)] : []
  const wanted = entries
    .filter((entry) => kind === 'all' || entry.kind === kind)
    .toSorted((left, right) => (left.day === right.day ? 0 : left.day < right.day ? 1 : -1))
  const offered = KINDS.filter((each) => each === 'all' || entries.some((entry) => entry.kind === each))
  return (
    <Panel
      title={text('timeline.title')}
      empty={history !== undefined && entries.length === 0 && text('timeline.nothing')}
      aside={
        offered.length > 2 && (
          <SegmentedControl
            size="xs"
            aria-label={text('timeline.kinds')}
            value={kind}
            onChange={(value) => {
              setKind(KINDS.find((each) => each === value) ?? 'all')
              setShown(AT_A_GLANCE)
            }}
            data={offered.map((value) => ({ value, label: text(`timeline.${value}`) }))}
          />
        )
      }
    >
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      <ol className={classes.timeline}>
        {wanted.slice(0, shown).map((entry) => (
          <Happened key={`${entry.kind} ${entry.id}`} entry={entry} page={page} currency={currency} />
        ))}
      </ol>
      {wanted.length > shown && (
        <Button size="compact-xs" variant="subtle" onClick={() => setShown(shown + 4 * AT_A_GLANCE)}>
          {text('timeline.earlier', { count: wanted.length - shown })}
        </Button>
      )}
    </Panel>
  )
}

/** The contacts of the page that are not in the store. */
function fromFeeds({ contacts }: CustomerPage, logged: readonly TimelineEntry[]): FeedContact[] {
  const known = new Set(logged.map(({ id }) => id))
  return contacts
    .filter(({ id }) => !known.has(id))
    .map(({ id, day, channel, outcome, note }) => ({
      kind: 'contact',
      id,
      day,
      channel,
      outcome,
      note: note ?? '',
      told: null,
    }))
}

function Happened({ entry, page, currency }: SectionProps & { readonly entry: Entry }) {
  const text = useText()
  const bilingual = useBilingual()
  const known = useKnown()
  const { money } = useFormats(currency)
  switch (entry.kind) {
    case 'contact':
      return <Contact entry={entry} page={page} />
    case 'listed':
      return (
        <Row when={entry.day} kind={entry.kind}>
          <p className={classes.entryHead}>
            {text(entry.listed ? 'timeline.on_list' : 'timeline.cut')}
            <strong>{entry.about.map(bilingual).join(' + ')}</strong>
            <TierMark tier={entry.tier} />
            {entry.since !== entry.day && (
              <span className={classes.small}>{text('timeline.since', { day: entry.since })}</span>
            )}
          </p>
        </Row>
      )
    case 'enquiry':
      return (
        <Row when={entry.day} kind={entry.kind}>
          <p className={classes.entryHead}>
            {text('timeline.asked')}
            <strong>{entry.name ? bilingual(entry.name) : text('timeline.other')}</strong>
            {entry.open && (
              <span className={classes.state} data-state="withheld">
                {text('timeline.open')}
              </span>
            )}
          </p>
          {entry.text !== '' && <p className={classes.said}>{entry.text}</p>}
        </Row>
      )
    case 'order':
      return (
        <Row when={entry.day} kind={entry.kind}>
          <p className={classes.entryHead}>
            {text('timeline.ordered')}
            <strong>{bilingual(entry.name)}</strong>
            {money(entry.amount)}
            <span className={classes.small}>{known(`order.state.${entry.state}`)}</span>
          </p>
        </Row>
      )
    case 'event':
      return (
        <Row when={entry.day} kind={entry.kind}>
          <p className={classes.entryHead}>
            {text('timeline.happened')}
            <strong data-withdrawn={entry.withdrawn || undefined}>{bilingual(entry.name)}</strong>
            {entry.withdrawn && <span className={classes.small}>{text('timeline.taken_back')}</span>}
          </p>
        </Row>
      )
  }
}

type ContactEntry = Extract<Entry, { kind: 'contact' }>

/** A contact, with what there was to say by the version of that day. */
function Contact({ entry, page }: { readonly entry: ContactEntry; readonly page: CustomerPage }) {
  const text = useText()
  const known = useKnown()
  const bilingual = useBilingual()
  const locale = useLanguage((state) => state.locale)
  const { told, note, channel, outcome } = entry
  const { id: customer, name: customerName } = page.customer
  const points = told?.talkingPoints[locale] ?? []
  return (
    <Row when={entry.day} kind="contact">
      <p className={classes.entryHead}>
        {known(`channel.${channel}`)}
        <strong>{known(`outcome.${outcome}`)}</strong>
        {told && told.about.length > 0 && <span>{told.about.map(bilingual).join(' + ')}</span>}
        {'by' in entry && entry.day === page.days[0] && (
          <TakeBackButton contact={{ ...entry, customer, customerName, at: entry.at ?? '' }} />
        )}
      </p>
      {note !== '' && <p className={classes.said}>{note}</p>}
      {told && points.length > 0 && (
        <details className={classes.told}>
          <summary>
            {told.version
              ? text('timeline.told_by', { points: points.length, version: told.version.version })
              : text('timeline.told', { points: points.length })}
          </summary>
          <ol>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ol>
        </details>
      )}
    </Row>
  )
}

interface RowProps {
  readonly when: string
  readonly kind: string
  readonly children: ReactNode
}

function Row({ when, kind, children }: RowProps) {
  return (
    <li data-kind={kind}>
      <span className={classes.when}>{when}</span>
      <div>{children}</div>
    </li>
  )
}
