import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useEffect, useState } from 'react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import type { Note } from './canvas-nodes.ts'
import classes from './note-on-canvas.module.css'

/** As long as a note may be. */
const MOST_CHARACTERS = 4000

/** What somebody wrote beside the nodes. What is typed is kept when the note is left, as one step. */
export const NoteOnCanvas = memo(function NoteOnCanvas({
  data: { note, editable },
  selected,
}: NodeProps<Note>) {
  const text = useText()
  const [typed, setTyped] = useState(note.text)
  useEffect(() => setTyped(note.text), [note.text])
  const keep = () => {
    const { shown, changeAll } = useDocument.getState()
    const at = (shown?.notes ?? []).findIndex(({ id }) => id === note.id)
    if (at >= 0 && typed !== note.text)
      changeAll([{ path: ['notes', at, 'text'], value: typed }], { text: 'canvas.step.write_note' })
  }
  return (
    <div className={classes.note} data-selected={selected || undefined}>
      <NodeResizer
        isVisible={selected && editable}
        minWidth={60}
        minHeight={40}
        maxWidth={2000}
        maxHeight={2000}
      />
      <textarea
        className={`${selected ? 'nodrag nowheel' : ''} ${classes.text}`}
        aria-label={text('canvas.note')}
        placeholder={text('canvas.note_empty')}
        value={typed}
        maxLength={MOST_CHARACTERS}
        readOnly={!editable}
        tabIndex={-1}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus()
        }}
      />
    </div>
  )
})
