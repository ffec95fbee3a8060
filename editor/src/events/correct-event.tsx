import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Announcement, useCorrect, useReach } from '../api/events.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTooLong } from '../shell/too-long.ts'
import { contentOf, EventFields, isSound } from './event-fields.tsx'
import classes from './events-page.module.css'

interface CorrectEventProps {
  readonly event: Announcement
  onClose(): void
}

/** Says something else of an event; whom it then reaches can be seen before. */
export function CorrectEvent({ event, onClose }: CorrectEventProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { id, type, revision } = event
  const [content, setContent] = useState({ day: event.day, until: event.until ?? '', name: event.name })
  const [reason, setReason] = useState('')
  const correct = useCorrect(id)
  const reach = useReach()
  const said = contentOf(content)
  const { length } = reason.trim()
  const tooLong = useTooLong(reason)
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    correct.mutate({ revision: revision + 1, ...said, reason: reason.trim() }, { onSuccess: onClose })
  }
  return (
    <Dialog title={text('events.correct_title', { name: bilingual(event.name) })} onClose={onClose}>
      <form onSubmit={submit} className={classes.form}>
        <EventFields
          content={content}
          onChange={(changed) => {
            reach.reset()
            setContent(changed)
          }}
        />
        <Textarea
          autosize
          minRows={2}
          label={text('events.reason')}
          value={reason}
          error={tooLong}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          required
        />
        {correct.error && <Refused error={correct.error} />}
        {reach.error && <Refused error={reach.error} />}
        <div aria-live="polite">
          {reach.data && (
            <Notice
              tone="plain"
              title={text('announce.would_touch', {
                customers: reach.data.customers,
                listed: reach.data.listed,
              })}
            />
          )}
        </div>
        <div className={classes.buttons}>
          <Button
            variant="default"
            loading={reach.isPending}
            disabled={!isSound(content)}
            onClick={() => reach.mutate({ id, type, day: said.day, until: said.until })}
          >
            {text('announce.preview')}
          </Button>
          <Button
            type="submit"
            loading={correct.isPending}
            disabled={!isSound(content) || length === 0 || tooLong !== null}
          >
            {text('events.correct')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
