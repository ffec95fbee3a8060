import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { type Effect, useApprove, type WhichVersion } from '../api/life.ts'
import { refusalOf } from '../api/refusal.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import { Notice } from '../shell/notice.tsx'
import { useTooLong } from '../shell/too-long.ts'
import classes from './version-page.module.css'

interface ApproveProps {
  readonly which: WhichVersion
  readonly effect: Effect | undefined
  onStale(): Promise<Effect | undefined>
}

const shortOf = (hash: string): string => hash.slice(0, 12)

/** Approves a version by the effect that is on the screen: that is what the log says was signed. */
export function Approve({ which, effect, onStale }: ApproveProps) {
  const text = useText()
  const { day, number } = useFormats(useCurrency())
  const [comment, setComment] = useState('')
  const [asked, setAsked] = useState(false)
  const [stale, setStale] = useState<{ readonly before: Effect; readonly now: Effect } | null>(null)
  const approve = useApprove(which)
  const { length } = comment.trim()
  const tooLong = useTooLong(comment)
  const sign = (seen: Effect) =>
    approve.mutate(
      { effect: seen.hash, ...(length > 0 && { comment: comment.trim() }) },
      {
        onError: async (error) => {
          if (refusalOf(error).code !== 'effect_changed') return
          setAsked(false)
          const now = await onStale()
          if (now) setStale({ before: seen, now })
          approve.reset()
        },
      },
    )
  return (
    <>
      {stale && (
        <Notice
          tone="caution"
          title={text('approve.stale')}
          text={text('approve.stale_what', {
            before: number(stale.before.changed),
            now: number(stale.now.changed),
          })}
        />
      )}
      <div className={classes.signed}>
        <p>{text('approve.sign')}</p>
        {effect && (
          <p>
            {text('approve.effect', { day: day(effect.basis.day) })}{' '}
            <code title={effect.hash}>{shortOf(effect.hash)}</code>
          </p>
        )}
      </div>
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={text('approve.comment')}
        value={comment}
        error={tooLong}
        onChange={({ currentTarget }) => setComment(currentTarget.value)}
      />
      <Button size="xs" disabled={!effect || tooLong !== null} onClick={() => setAsked(true)}>
        {text('approve.do')}
      </Button>
      <Confirm
        opened={asked && effect !== undefined}
        title={text('approve.title', { version: which.version })}
        what={<p>{text('approve.what', { hash: effect ? shortOf(effect.hash) : '' })}</p>}
        action={text('approve.yes')}
        pending={approve.isPending}
        error={approve.error}
        onConfirm={() => effect && sign(effect)}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
