import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useWithdrawVersion } from '../api/life.ts'
import type { Version } from '../api/playbooks.ts'
import { useSession } from '../api/session.ts'
import { useLifeWords } from '../approvals/life-words.ts'
import { StateBadge } from '../approvals/state-badge.tsx'
import { useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import { NoteList } from './note-list.tsx'
import classes from './versions.module.css'

interface VersionLifeProps {
  readonly id: string
  readonly version: Version
  readonly editable: boolean
  /** What leads to another page, or to a node, leads out of the panel. */
  onLeave(): void
}

/** One version: who made it and why, how it was judged, and where it came into force. */
export function VersionLife({ id, version: living, editable, onLeave }: VersionLifeProps) {
  const text = useText()
  const words = useLifeWords()
  const { data: user } = useSession()
  const { version, state, author, at, note, base, review, activations } = living
  return (
    <li data-testid={`version-${version}`}>
      <div className={classes.head}>
        <strong>{text('versions.version', { version })}</strong>
        <StateBadge state={state} />
        <small>
          {base !== null && text('versions.from', { version: base })} {author}
          {text('life.comma')}
          {words.moment(at)}
        </small>
      </div>
      <p>{note}</p>
      {review && (
        <div className={classes.review} data-verdict={review.verdict}>
          <p>{words.review(review)}</p>
          {review.comment && <blockquote>{review.comment}</blockquote>}
          <NoteList notes={review.notes} onLeave={onLeave} />
        </div>
      )}
      {activations.toReversed().map((activation) => (
        <p key={activation.number} className={classes.activation}>
          {words.activation(activation)} {activation.reason && <q>{activation.reason}</q>}
        </p>
      ))}
      <div className={classes.ways}>
        {!editable && (
          <Button size="compact-xs" variant="subtle" component={Link} to={`?version=${version}`}>
            {text('versions.show')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          component={Link}
          to={`/approvals/playbooks/${id}/versions/${version}`}
        >
          {text(user?.role === 'approver' && state === 'submitted' ? 'versions.judge' : 'versions.effect')}
        </Button>
        {base !== null && (
          <Button
            size="compact-xs"
            variant="subtle"
            component={Link}
            to={`/audit/playbooks/${id}/compare?from=${base}&to=${version}`}
          >
            {text('versions.compare', { version: base })}
          </Button>
        )}
        {editable && state === 'submitted' && author === user?.id && <Withdraw id={id} version={version} />}
      </div>
    </li>
  )
}

function Withdraw({ id, version }: { readonly id: string; readonly version: number }) {
  const text = useText()
  const [asked, setAsked] = useState(false)
  const withdraw = useWithdrawVersion({ playbook: id, version })
  return (
    <>
      <Button size="compact-xs" variant="subtle" color="red" onClick={() => setAsked(true)}>
        {text('versions.withdraw')}
      </Button>
      <Confirm
        opened={asked}
        title={text('versions.withdraw_title', { version })}
        what={text('versions.withdraw_what', { version })}
        action={text('versions.withdraw')}
        reason={text('life.reason')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={(reason) => withdraw.mutate(reason, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
