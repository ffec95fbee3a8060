import { Button, Select } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { useBank } from '../api/bank.ts'
import { type PlannedEvent, useAnnounce, useEvents } from '../api/events.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { contentOf, EventFields, isSound } from './event-fields.tsx'
import { useEventTypes } from './event-types.ts'
import classes from './events-page.module.css'

const NO_NAME = { 'zh-CN': '', en: '' }

interface AnnounceFormProps {
  /** Whether somebody waits to see whom an event would reach. */
  readonly looking: boolean
  /** Asks whom the event would reach; null once it has changed or is announced. */
  onPlan(event: PlannedEvent | null): void
}

/** Announces an event that a trigger of the playbook in force answers to. The lists change at once. */
export function AnnounceForm({ looking, onPlan }: AnnounceFormProps) {
  const text = useText()
  const bilingual = useBilingual()
  const title = useId()
  const { data: bank } = useBank()
  const { data: events = [] } = useEvents()
  const types = useEventTypes()
  const [type, setType] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const [until, setUntil] = useState('')
  const [name, setName] = useState(NO_NAME)
  // Made once a form: a retry after a lost answer announces nothing twice.
  const [id, setId] = useState(() => crypto.randomUUID())
  const announce = useAnnounce()
  const chosen = type ?? types[0]?.event ?? ''
  const content = { day: day ?? bank?.day ?? '', until, name }
  const said = contentOf(content)
  const planned = { type: chosen, day: said.day, until: said.until }
  const alike = events.find((each) => !each.withdrawn && each.type === chosen && each.day === content.day)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { until: last, ...rest } = said
    announce.mutate(
      { id, type: chosen, ...rest, ...(last !== null && { until: last }) },
      {
        onSuccess: () => {
          setId(crypto.randomUUID())
          setName(NO_NAME)
          setUntil('')
          onPlan(null)
        },
      },
    )
  }
  return (
    <section className={classes.card} aria-labelledby={title}>
      <h2 id={title}>{text('announce.title')}</h2>
      <form onSubmit={submit} className={classes.form}>
        <Select
          label={text('announce.type')}
          description={text('announce.type_what')}
          value={chosen}
          onChange={(value) => {
            setType(value)
            onPlan(null)
          }}
          data={types.map(({ event, name: called }) => ({ value: event, label: bilingual(called) }))}
          allowDeselect={false}
        />
        <EventFields
          content={content}
          onChange={(changed) => {
            if (changed.day !== content.day || changed.until !== until) onPlan(null)
            setDay(changed.day)
            setUntil(changed.until)
            setName(changed.name)
          }}
        />
        {alike && !announce.isSuccess && (
          <Notice tone="caution" title={text('announce.alike', { name: bilingual(alike.name) })} />
        )}
        {announce.error && <Refused error={announce.error} />}
        <div className={classes.buttons}>
          <Button
            variant="default"
            loading={looking}
            disabled={chosen === '' || content.day === '' || (until !== '' && until < content.day)}
            onClick={() => {
              announce.reset()
              onPlan(planned)
            }}
          >
            {text('announce.preview')}
          </Button>
          <Button
            type="submit"
            loading={announce.isPending}
            disabled={chosen === '' || (!isSound(content) && (name.en !== '' || name['zh-CN'] !== ''))}
          >
            {text('announce.submit')}
          </Button>
        </div>
        <div aria-live="polite">
          {announce.data && (
            <Notice
              tone="plain"
              title={text('announce.touched', announce.data.touched)}
              text={text('announce.touched_what')}
            />
          )}
        </div>
      </form>
    </section>
  )
}
