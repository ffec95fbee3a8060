import { ActionIcon, Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type Thread, useAnswer, useDeleteComment, useOpenThread, useResolve } from '../../api/comments.ts'
import { useSession } from '../../api/session.ts'
import { useLifeWords } from '../../approvals/life-words.ts'
import { useText } from '../../locale/text.ts'
import { useOfferUndo } from '../../shell/offer-undo.tsx'
import { Refused } from '../../shell/refused.tsx'
import classes from './comments.module.css'
import { Say } from './say.tsx'
import { useMayComment } from './threads.ts'

interface ThreadCardProps {
  readonly playbook: string
  readonly thread: Thread
}

/** Comments that belong together, with what can be done about them. */
export function ThreadCard({ playbook, thread: { number, node, resolved, comments } }: ThreadCardProps) {
  const text = useText()
  const { moment } = useLifeWords()
  const { data: me } = useSession()
  const mayComment = useMayComment()
  const answer = useAnswer(playbook, number)
  const resolve = useResolve(playbook, number)
  const remove = useDeleteComment(playbook)
  const open = useOpenThread(playbook)
  const offerUndo = useOfferUndo()
  const takeOut = ({ number: comment, text: words }: Thread['comments'][number]) => {
    // With its last comment a thread is gone, and so is this card.
    const bringBack = () => answer.mutateAsync(words).catch(() => open.mutate({ node, text: words }))
    remove.mutateAsync(comment).then(
      () => offerUndo(text('comments.deleted'), () => void bringBack()),
      () => undefined,
    )
  }
  const failed = resolve.error ?? remove.error
  return (
    <article className={classes.thread} data-resolved={resolved !== null || undefined}>
      <ul>
        {comments.map((comment) => (
          <li key={comment.number}>
            <header>
              <strong>{comment.by}</strong> <time dateTime={comment.at}>{moment(comment.at)}</time>
              {comment.by === me?.id && (
                <ActionIcon
                  size="xs"
                  variant="subtle"
                  color="gray"
                  aria-label={text('comments.delete')}
                  title={text('comments.delete')}
                  onClick={() => takeOut(comment)}
                >
                  <IconTrash size={13} aria-hidden />
                </ActionIcon>
              )}
            </header>
            <p>{comment.text}</p>
          </li>
        ))}
      </ul>
      {resolved && (
        <p className={classes.resolved}>
          {text('comments.resolved_by', { by: resolved.by, at: moment(resolved.at) })}
        </p>
      )}
      {failed && <Refused error={failed} />}
      {mayComment && (
        <footer>
          {resolved === null && (
            <Say
              label={text('comments.answer')}
              pending={answer.isPending}
              error={answer.error}
              onSay={(words, said) => answer.mutate(words, { onSuccess: said })}
            />
          )}
          <Button
            size="compact-xs"
            variant="default"
            loading={resolve.isPending}
            onClick={() => resolve.mutate(resolved === null)}
          >
            {text(resolved === null ? 'comments.resolve' : 'comments.reopen')}
          </Button>
        </footer>
      )}
    </article>
  )
}
