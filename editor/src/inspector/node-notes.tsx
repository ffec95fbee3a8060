import { IconMessage } from '@tabler/icons-react'
import { useNotes, useNotesAt } from '../document/notes.ts'
import { useText } from '../locale/text.ts'
import classes from './node-notes.module.css'

/** What the approver wrote at the node when he sent the version back. */
export function NodeNotes({ node }: { readonly node: string }) {
  const text = useText()
  const by = useNotes(({ review }) => review?.by ?? '')
  const notes = useNotesAt(node)
  if (notes.length === 0) return null
  return (
    <ul className={classes.notes} aria-label={text('notes.title')}>
      {notes.map((note, at) => (
        <li key={at}>
          <IconMessage size={15} stroke={1.8} aria-hidden />
          <p>
            {note} <small>{by}</small>
          </p>
        </li>
      ))}
    </ul>
  )
}
