import { useEffect } from 'react'
import { copyText } from '../composition/clipboard.ts'
import { useDocument } from '../document/store.ts'
import { type TextKey, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import type { Deeds } from './deeds.ts'
import type { Point } from './layout.ts'
import { nodesIn } from './nodes-in.ts'
import { noteOf, useSelection } from './selection.ts'

type Text = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

/** What is chosen as a text; null when nothing is. */
function chosenText(): { readonly copied: string; readonly count: number } | null {
  const { shown } = useDocument.getState()
  const { chosen } = useSelection.getState()
  const nodes = nodesIn(shown, chosen)
  const notes = [...chosen].flatMap((id) => noteOf(id) ?? [])
  const count = nodes.length + notes.length
  return shown && count > 0 ? { copied: copyText(shown, nodes, notes), count } : null
}

/** Copies what is chosen where no key was pressed for it; whether it could be. */
export async function copyChosen(text: Text): Promise<boolean> {
  const found = chosenText()
  if (!found) return false
  const done = await written(found.copied)
  announce(done ? text('canvas.copied', { count: found.count }) : text('canvas.no_clipboard'))
  return done
}

export async function pasteFromClipboard(text: Text, deeds: Deeds): Promise<void> {
  const copied = await read()
  if (copied === null) announce(text('canvas.no_clipboard'))
  else deeds.paste(copied)
}

/** Without a safe connection, or when the user forbids it, a page has the clipboard only at its keys. */
const written = (copied: string): Promise<boolean> =>
  Promise.resolve(navigator.clipboard?.writeText(copied) ?? Promise.reject()).then(
    () => true,
    () => false,
  )

const read = (): Promise<string | null> =>
  Promise.resolve(navigator.clipboard?.readText() ?? Promise.reject()).catch(() => null)

/** Copies, cuts and pastes at the browser's own keys while the keyboard is on the canvas. `at` is where the pointer is. */
export function useClipboard(deeds: Deeds, editable: boolean, at: () => Point | undefined): void {
  const text = useText()
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const found = isOnCanvas(event) && window.getSelection()?.isCollapsed !== false ? chosenText() : null
      if (!found || (event.type === 'cut' && !editable)) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', found.copied)
      announce(text('canvas.copied', { count: found.count }))
      if (event.type === 'cut') deeds.remove(false)
    }
    const put = (event: ClipboardEvent) => {
      if (!editable || !isOnCanvas(event)) return
      event.preventDefault()
      deeds.paste(event.clipboardData?.getData('text/plain') ?? '', at())
    }
    document.addEventListener('copy', take)
    document.addEventListener('cut', take)
    document.addEventListener('paste', put)
    return () => {
      document.removeEventListener('copy', take)
      document.removeEventListener('cut', take)
      document.removeEventListener('paste', put)
    }
  }, [text, deeds, editable, at])
}

/** Whether the keyboard is on the canvas: on it, or on nothing at all. */
function isOnCanvas({ target }: ClipboardEvent): boolean {
  const { activeElement } = document
  if (!(target instanceof Element) || target.closest('input, textarea, [contenteditable="true"]'))
    return false
  return activeElement === document.body || activeElement?.closest('.react-flow') !== null
}
