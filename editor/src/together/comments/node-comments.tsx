import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useOpenThread } from '../../api/comments.ts'
import { useText } from '../../locale/text.ts'
import classes from './comments.module.css'
import { Say } from './say.tsx'
import { ThreadCard } from './thread-card.tsx'
import { useMayComment, useThreads } from './threads.ts'

/** What is said about a node, above its form, and where more is said. */
export function NodeComments({ node }: { readonly node: string }) {
  const text = useText()
  const { playbook, threads } = useThreads()
  const open = useOpenThread(playbook)
  const mayComment = useMayComment()
  const [all, setAll] = useState(false)
  const here = threads.filter((thread) => thread.node === node)
  const resolved = here.filter((thread) => thread.resolved !== null)
  const shown = all ? here : here.filter((thread) => thread.resolved === null)
  if (!mayComment && here.length === 0) return null
  return (
    <section className={classes.comments} aria-label={text('comments.title')} data-comments>
      {shown.map((thread) => (
        <ThreadCard key={thread.number} playbook={playbook} thread={thread} />
      ))}
      {mayComment && (
        <Say
          label={text('comments.add')}
          pending={open.isPending}
          error={open.error}
          onSay={(words, said) => open.mutate({ node, text: words }, { onSuccess: said })}
        />
      )}
      {resolved.length > 0 && (
        <UnstyledButton className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {text('comments.resolved_count', { count: resolved.length })}
        </UnstyledButton>
      )}
    </section>
  )
}
