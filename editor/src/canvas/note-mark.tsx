import { IconMessage } from '@tabler/icons-react'
import { useNotesAt } from '../document/notes.ts'
import { useText } from '../locale/text.ts'
import classes from './node-card.module.css'

/** How many comments of a reviewer there are at a node. */
export function NoteMark({ node }: { readonly node: string }) {
  const text = useText()
  const { length: count } = useNotesAt(node)
  if (count === 0) return null
  return (
    <span className={classes.notes} title={text('notes.count', { count })}>
      <IconMessage size={13} stroke={2} aria-hidden />
      {count}
    </span>
  )
}
