import { Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useId, useState } from 'react'
import { useMakeVersion } from '../api/playbooks.ts'
import { isDirty, useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { blocking } from '../scrutiny/standing.ts'
import { useStanding, useStandingWords } from '../scrutiny/use-standing.ts'
import { useTooLong } from '../shell/too-long.ts'
import { Readiness } from './readiness.tsx'
import { SubmissionRefused } from './submission-refused.tsx'
import classes from './versions.module.css'

interface SubmitDraftProps {
  readonly id: string
  /** The way to a node leads out of the panel. */
  onLeave(): void
}

/** Submits the saved draft for approval: from then on it never changes again. */
export function SubmitDraft({ id, onLeave }: SubmitDraftProps) {
  const text = useText()
  const dirty = useDocument(isDirty)
  const [note, setNote] = useState('')
  const make = useMakeVersion(id)
  const { length } = note.trim()
  const tooLong = useTooLong(note)
  const reasons = useReasons({ dirty, noted: length > 0 })
  const reasonsId = useId()
  const submit = () =>
    make.mutate(
      { note: note.trim(), etag: useDocument.getState().opened?.etag },
      {
        onSuccess: ({ version }) => {
          setNote('')
          notifications.show({ message: text('versions.submitted', { version }) })
        },
      },
    )
  return (
    <section className={classes.submit}>
      <h3>{text('versions.submit')}</h3>
      <p>{text('versions.submit_what')}</p>
      <Readiness />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={text('versions.note')}
        error={tooLong}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {make.error && <SubmissionRefused error={make.error} onRetry={submit} onLeave={onLeave} />}
      {reasons.length > 0 && (
        <ul id={reasonsId} className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Button
        size="xs"
        onClick={submit}
        loading={make.isPending}
        disabled={dirty || length === 0 || tooLong !== null}
        aria-describedby={reasons.length > 0 ? reasonsId : undefined}
      >
        {text('versions.submit_do')}
      </Button>
    </section>
  )
}

/** What is still in the way of submitting. Faults do not grey the button: the refusal leads to the place of each. */
function useReasons({ dirty, noted }: { readonly dirty: boolean; readonly noted: boolean }): string[] {
  const text = useText()
  const words = useStandingWords()
  const standing = useStanding()
  const what = words({ ...standing, warnings: 0 })
  return [
    ...(dirty ? [text('versions.save_first')] : []),
    ...(blocking(standing) > 0 ? [text('versions.blocked', { what })] : []),
    ...(noted ? [] : [text('versions.note_missing')]),
  ]
}
