import { useEffect, useLayoutEffect, useRef } from 'react'
import classes from './grid.module.css'
import { commit } from './keys.ts'
import { useSheet } from './model.ts'
import { useSheetState } from './sheet-state.ts'

/** Where the status line says what is wrong with the active cell. */
export const CELL_STATUS = 'sheet-cell-status'

interface CellInputProps {
  readonly label: string
  /** What the cell says in the document. */
  readonly text: string
  readonly isFaulty: boolean
}

/**
 * The field over the active cell. Until somebody types it holds the cell's text, all of it selected: so the first key,
 * or the first word of an input method, takes its place, copying works as in any field, and a screen reader reads it.
 */
export function CellInput({ label, text, isFaulty }: CellInputProps) {
  const sheet = useSheet()
  const typing = useSheetState((state) => state.typing)
  const input = useRef<HTMLInputElement>(null)
  const isTyping = typing !== null
  const inText = typing?.inText ?? false

  useLayoutEffect(() => {
    // Other than `select`, this leaves the keyboard where it is.
    if (!isTyping) input.current?.setSelectionRange(0, text.length)
  }, [isTyping, text])
  useLayoutEffect(() => {
    const end = input.current?.value.length ?? 0
    if (inText) input.current?.setSelectionRange(end, end)
  }, [inText])
  useEffect(() => {
    // The keyboard goes along from cell to cell, and stays where else it is, such as in the field to find by.
    const { activeElement } = document
    const isHere = activeElement === document.body || activeElement?.closest('[data-sheet]')
    if (isHere) input.current?.focus({ preventScroll: true })
  }, [])
  return (
    <input
      ref={input}
      className={classes.input}
      data-typing={isTyping || undefined}
      aria-label={label}
      aria-invalid={isFaulty || undefined}
      aria-describedby={CELL_STATUS}
      readOnly={!sheet.editable}
      autoComplete="off"
      spellCheck={false}
      value={typing?.text ?? text}
      onChange={({ currentTarget: { value } }) =>
        useSheetState.getState().type({ text: value, inText: typing?.inText ?? false })
      }
      onBlur={() => commit(sheet)}
      onFocus={({ currentTarget }) => !isTyping && currentTarget.select()}
    />
  )
}
