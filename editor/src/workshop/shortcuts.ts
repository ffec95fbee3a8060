import { useEffect } from 'react'
import { useDocument } from '../document/store.ts'

/**
 * Undo and redo by keyboard, everywhere in the workshop. In a field too: its keystrokes are edits of the
 * document, so the document's undo is the one that takes them back.
 */
export function useShortcuts(editable: boolean): void {
  useEffect(() => {
    if (!editable) return
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const { undo, redo } = useDocument.getState()
      const action = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [editable])
}
