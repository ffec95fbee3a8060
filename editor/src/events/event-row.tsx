import { Button } from '@mantine/core'
import { useState } from 'react'
import { useBank, useCurrency } from '../api/bank.ts'
import { type Announcement, useWithdraw } from '../api/events.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import { CorrectEvent } from './correct-event.tsx'
import { EventHistory } from './event-history.tsx'
import { stateOf } from './event-types.ts'
import classes from './events-page.module.css'
import type { EventType } from './types-in.ts'

interface EventRowProps {
  readonly event: Announcement
  readonly types: readonly EventType[]
  readonly editable: boolean
}

type Opened = 'correct' | 'withdraw' | null

/** An event as it stands, with what may be done about it. */
export function EventRow({ event, types, editable }: EventRowProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { day } = useFormats(useCurrency())
  const { data: bank } = useBank()
  const [opened, setOpened] = useState<Opened>(null)
  const withdraw = useWithdraw(event.id)
  const { state, last } = stateOf(event, types, bank?.day ?? '')
  const type = types.find((each) => each.event === event.type)
  const name = bilingual(event.name)
  return (
    <li>
      <div className={classes.event} data-state={state}>
        <div>
          <strong>{name}</strong>
          <span className={classes.kind}>
            {type ? bilingual(type.name) : event.type}
            {event.source === 'feed' && ` · ${text('events.from_feed')}`}
          </span>
        </div>
        <span className={classes.days}>
          {last === null || last === event.day
            ? day(event.day)
            : text('events.days', { from: day(event.day), last: day(last) })}
        </span>
        <span className={classes.state}>{text(type ? `events.state.${state}` : 'events.unanswered')}</span>
      </div>
      <div className={classes.actions}>
        {event.revision > 1 && <EventHistory event={event} />}
        {editable && state !== 'withdrawn' && (
          <>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={text('events.correct_named', { name })}
              onClick={() => setOpened('correct')}
            >
              {text('events.correct')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              aria-label={text('events.withdraw_named', { name })}
              onClick={() => {
                withdraw.reset()
                setOpened('withdraw')
              }}
            >
              {text('events.withdraw')}
            </Button>
          </>
        )}
      </div>
      {opened === 'correct' && <CorrectEvent event={event} onClose={() => setOpened(null)} />}
      <Confirm
        opened={opened === 'withdraw'}
        title={text('events.withdraw_title', { name })}
        what={<p>{text('events.withdraw_what')}</p>}
        action={text('events.withdraw')}
        reason={text('events.reason')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={(reason) =>
          withdraw.mutate({ revision: event.revision + 1, reason }, { onSuccess: () => setOpened(null) })
        }
        onClose={() => setOpened(null)}
      />
    </li>
  )
}
