import { IconMessageCircle } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import classes from './comments.module.css'
import { useThreadsAt } from './threads.ts'

interface CommentMarkProps {
  readonly node: string
  /** Whether it is said elsewhere what it shows. */
  readonly silent?: boolean
}

/** How many threads at a node are not resolved, beside its name. */
export function CommentMark({ node, silent = false }: CommentMarkProps) {
  const text = useText()
  const count = useThreadsAt(node).filter(({ resolved }) => resolved === null).length
  if (count === 0) return null
  const words = text('comments.count', { count })
  return (
    <span className={classes.mark} title={words}>
      <IconMessageCircle size={13} stroke={2} aria-hidden />
      <span className={classes.figure} data-count={count} aria-hidden />
      {!silent && <span className="spoken">{words}</span>}
    </span>
  )
}
