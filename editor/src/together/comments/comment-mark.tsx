import { IconMessageCircle } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import classes from './comments.module.css'
import { useThreadsAt } from './threads.ts'

/** How many threads at a node are not resolved, beside its name. */
export function CommentMark({ node }: { readonly node: string }) {
  const text = useText()
  const count = useThreadsAt(node).filter(({ resolved }) => resolved === null).length
  if (count === 0) return null
  return (
    <span className={classes.mark} title={text('comments.count', { count })}>
      <IconMessageCircle size={13} stroke={2} aria-hidden />
      {count}
      <span className="spoken">{text('comments.count', { count })}</span>
    </span>
  )
}
