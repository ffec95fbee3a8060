import { Button } from '@mantine/core'
import { useSelection } from '../canvas/selection.ts'
import type { ReviewNotes } from '../document/notes.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual } from '../locale/text.ts'
import classes from './versions.module.css'

interface NoteListProps {
  readonly notes: ReviewNotes['notes']
  onLeave?(): void
}

/** Comments at nodes; each leads to its node in the document that is open, unless it is gone there. */
export function NoteList({ notes, onLeave }: NoteListProps) {
  const bilingual = useBilingual()
  const nodes = useDocument((state) => state.shown?.nodes ?? [])
  const { select } = useSelection()
  if (notes.length === 0) return null
  return (
    <ul className={classes.notes}>
      {notes.map(({ node: id, text: note }, at) => {
        const node = nodes.find((each) => each.id === id)
        return (
          <li key={at}>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={!node}
              onClick={() => {
                select(id)
                onLeave?.()
              }}
            >
              {node ? bilingual(node.name) : id}
            </Button>
            <span>{note}</span>
          </li>
        )
      })}
    </ul>
  )
}
