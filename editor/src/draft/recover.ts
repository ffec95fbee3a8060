import { useDocument } from '../document/store.ts'
import { saveQuietly } from './keep.ts'
import { forgetEdits, type LocalEdits } from './local-edits.ts'
import { mergeOf } from './merge.ts'
import { useSaving } from './saving.ts'

/**
 * Puts edits that a page left behind into the draft, as one step that can be undone. Where they collide with what
 * was saved since, it is asked which of the two is kept.
 */
export async function recover({ tab, playbook, base, document: mine }: LocalEdits): Promise<void> {
  await saveQuietly()
  const { opened, document, open, changeAll } = useDocument.getState()
  if (opened?.playbook !== playbook) return
  const merged = mergeOf({ base: base.document, mine, theirs: document })
  const name = { text: 'recovery.step' as const }
  if (merged?.ok) changeAll([{ path: [], value: merged.merged }], name)
  else {
    open({ playbook, document: base.document, etag: base.etag })
    changeAll([{ path: [], value: mine }], name)
    useSaving.setState({ state: 'conflict', choosing: true })
  }
  await saveQuietly()
  await forgetEdits(tab)
}

/** Whether the draft has all of the edits: a page may go between the server's answer and its forgetting them. */
export function isSaved({ playbook, base, document: mine }: LocalEdits): boolean {
  const { opened } = useDocument.getState()
  if (opened?.playbook !== playbook) return false
  const draft = opened.document
  const together = mergeOf({ base: base.document, mine, theirs: draft })
  const added = together?.ok && mergeOf({ base: draft, mine: together.merged, theirs: draft })
  return added ? added.ok && added.taken.mine.length === 0 : false
}
