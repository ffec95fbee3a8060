import { useLifeWords } from '../approvals/life-words.ts'
import { useNotes } from '../document/notes.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { NoteList } from './note-list.tsx'

/** Why the version from which editing goes on was sent back, with the way to each node that has a comment. */
export function SentBack() {
  const text = useText()
  const words = useLifeWords()
  const review = useNotes((state) => state.review)
  if (!review) return null
  const { version, by, at, comment, notes } = review
  return (
    <Notice
      tone="caution"
      title={text('notes.sent_back', { version, by, at: words.moment(at) })}
      text={comment}
    >
      <NoteList notes={notes} />
    </Notice>
  )
}
