import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useBank } from '../api/bank.ts'
import { type Overlay, useOverlayEffect, useVerdict } from '../api/overlays.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTooLong } from '../shell/too-long.ts'
import classes from './overlays.module.css'

const ENDABLE: readonly Overlay['state'][] = ['scheduled', 'in_force', 'obsolete']

/** An approver's decision: he approves what he sees, sends it back, or ends what holds. */
export function Decide({ overlay }: { readonly overlay: Overlay }) {
  if (overlay.state === 'submitted') return <Judge overlay={overlay} />
  return ENDABLE.includes(overlay.state) ? <End overlay={overlay} /> : null
}

function Judge({ overlay }: { readonly overlay: Overlay }) {
  const text = useText()
  const { data: bank } = useBank()
  const { data: effect, error: unknown, refetch } = useOverlayEffect(overlay.branch, overlay.values)
  const verdict = useVerdict(overlay)
  const [comment, setComment] = useState('')
  const today = bank?.day ?? ''
  const wanted = overlay.wantedFrom !== null && overlay.wantedFrom > today ? overlay.wantedFrom : today
  const [from, setFrom] = useState<string | null>(null)
  const given = comment.trim()
  const tooLong = useTooLong(given)
  const approve = () =>
    effect &&
    void verdict
      .mutateAsync({ what: 'approval', effect: effect.hash, from: from ?? wanted, comment: given })
      .then(
        () => announce(text('overlay.approved')),
        // What was seen is not what would be: it is looked at again before anybody signs.
        () => refetch(),
      )
  return (
    <section className={classes.card} aria-label={text('approvals.decision')}>
      <div className={classes.row}>
        <TextInput
          size="xs"
          type="date"
          label={text('overlay.from')}
          min={today}
          value={from ?? wanted}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        <Textarea
          size="xs"
          autosize
          minRows={1}
          flex={1}
          label={text('overlay.judgement')}
          value={comment}
          error={tooLong}
          onChange={({ currentTarget }) => setComment(currentTarget.value)}
        />
        <Button
          size="xs"
          loading={verdict.isPending}
          disabled={!effect || unknown !== null || tooLong !== null}
          onClick={approve}
        >
          {text('overlay.approve')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={verdict.isPending || given === '' || tooLong !== null}
          onClick={() =>
            void verdict.mutateAsync({ what: 'return', comment: given }).then(
              () => announce(text('overlay.sent_back')),
              () => undefined,
            )
          }
        >
          {text('overlay.send_back')}
        </Button>
      </div>
      {verdict.error && <Refused error={verdict.error} />}
    </section>
  )
}

function End({ overlay }: { readonly overlay: Overlay }) {
  const text = useText()
  const verdict = useVerdict(overlay)
  const [comment, setComment] = useState('')
  const given = comment.trim()
  const tooLong = useTooLong(given)
  return (
    <section className={classes.card} aria-label={text('approvals.decision')}>
      <div className={classes.row}>
        <Textarea
          size="xs"
          autosize
          minRows={1}
          flex={1}
          label={text('overlay.reason')}
          value={comment}
          error={tooLong}
          onChange={({ currentTarget }) => setComment(currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          loading={verdict.isPending}
          disabled={given === '' || tooLong !== null}
          onClick={() =>
            void verdict.mutateAsync({ what: 'end', comment: given }).then(
              () => announce(text('overlay.ended')),
              () => undefined,
            )
          }
        >
          {text('overlay.end')}
        </Button>
      </div>
      {verdict.error && <Refused error={verdict.error} />}
    </section>
  )
}
