import { setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useText } from '../locale/text.ts'
import { behaviour } from './behaviour.ts'
import classes from './code.module.css'
import type { Fault, Language } from './language.ts'

export interface CodeProps {
  readonly value: string
  readonly language: Language
  readonly faults: readonly Fault[]
  /** Its accessible name. */
  readonly label: string
  /** The id of the element that says what is wrong or what the text gives. */
  readonly describedBy?: string
  /** Where the text stands in its node, by which it is found when somebody asks for it. */
  readonly place?: string
  readonly editable: boolean
  onChange(value: string): void
}

/** Marks what comes from outside, so that it is not handed back as typed. */
const given = Annotation.define<boolean>()

/**
 * A text in a small language, by CodeMirror: coloured, completed as one types (or by Ctrl+Space or Alt+Down), with
 * what is wrong underlined where it stands. Undo is that of the document.
 */
export default function CodeEditor(props: CodeProps) {
  const text = useText()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const access = useRef(new Compartment())
  useLayoutEffect(() => {
    latest.current = props
  })

  // Made once; what changes is put into it below.
  useEffect(() => {
    if (!host.current) return
    const { value } = latest.current
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        selection: { anchor: value.length },
        extensions: [
          behaviour(() => latest.current),
          access.current.of(accessOf(latest.current)),
          EditorState.phrases.of({ Completions: text('formula.suggestions') }),
          EditorView.updateListener.of((update) => {
            const typed = update.transactions.some((each) => each.docChanged && !each.annotation(given))
            if (typed) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    editor.current = view
    return () => {
      view.destroy()
      editor.current = null
    }
  }, [])

  const { value, editable, faults, label, describedBy, place } = props
  useEffect(() => {
    const view = editor.current
    if (!view || view.state.doc.toString() === value) return
    view.dispatch({ changes: difference(view.state.doc.toString(), value), annotations: given.of(true) })
  }, [value])
  useEffect(() => {
    const told = accessOf({
      editable,
      label,
      faults,
      ...(describedBy && { describedBy }),
      ...(place && { place }),
    })
    editor.current?.dispatch({ effects: access.current.reconfigure(told) })
  }, [editable, label, describedBy, place, faults])
  useEffect(() => {
    const view = editor.current
    if (view)
      view.dispatch(
        setDiagnostics(
          view.state,
          faults.map((each) => diagnostic(each, view.state.doc.length)),
        ),
      )
  }, [faults])

  return (
    <div
      ref={host}
      className={classes.box}
      data-invalid={faults.length > 0 || undefined}
      data-disabled={!editable || undefined}
    />
  )
}

/** What assistive technology is told, and whether anything may be typed. */
function accessOf({
  editable,
  label,
  describedBy,
  place,
  faults,
}: Pick<CodeProps, 'editable' | 'label' | 'describedBy' | 'place' | 'faults'>) {
  return [
    EditorState.readOnly.of(!editable),
    EditorView.editable.of(editable),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-invalid': String(faults.length > 0),
      ...(describedBy && { 'aria-describedby': describedBy }),
      ...(place && { 'data-place': place }),
      ...(!editable && { 'aria-readonly': 'true', tabindex: '0' }),
    }),
  ]
}

/** A fault at the very end is shown on the last character: a place of no width cannot be underlined. */
function diagnostic({ at, end, what, mend }: Fault, length: number) {
  const to = Math.min(length, Math.max(end, at + 1))
  return {
    from: Math.max(0, Math.min(at, to - 1)),
    to,
    severity: 'error',
    message: `${what} ${mend}`,
  } as const
}

/** The least change that makes one text another, so that the caret stays where it is. */
function difference(before: string, after: string) {
  let from = 0
  while (from < before.length && before[from] === after[from]) from += 1
  let same = 0
  while (same < Math.min(before.length, after.length) - from && before.at(-1 - same) === after.at(-1 - same))
    same += 1
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) }
}
