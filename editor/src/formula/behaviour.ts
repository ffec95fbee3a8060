import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  completionStatus,
  pickedCompletion,
  selectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import { standardKeymap } from '@codemirror/commands'
import { nextDiagnostic } from '@codemirror/lint'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, tooltips } from '@codemirror/view'
import type { CodeProps } from './code-editor.tsx'
import { colouring } from './colouring.ts'
import type { Offered, Suggestion } from './language.ts'
import { explanation, secondLine, suggested } from './tooltips.ts'

/** How the editor behaves, whatever its language. `props` gives those of the moment. */
export function behaviour(props: () => CodeProps): Extension {
  const { oneLine = false } = props()
  return [
    Prec.highest(EditorView.domEventHandlers({ keydown: (event, view) => passedOn(event, view, props()) })),
    Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
    keymap.of([
      { key: 'Alt-ArrowDown', run: startCompletion },
      { key: 'F8', run: nextDiagnostic },
      ...(oneLine ? [{ key: 'Enter', run: () => true }] : []),
      ...standardKeymap,
    ]),
    autocompletion({
      override: [(context) => completions(context, props())],
      icons: false,
      // In a cell Enter goes on to the next one, unless one has gone down into the list.
      selectOnOpen: !oneLine,
      activateOnTypingDelay: 30,
      addToOptions: [{ render: secondLine, position: 90 }],
    }),
    closeBrackets(),
    hoverTooltip((view, at) => explained(view, at, props())),
    colouring((text) => props().language.tokens(text)),
    tooltips({ parent: document.body, position: 'fixed' }),
    EditorView.lineWrapping,
    EditorView.domEventHandlers({ blur: () => props().onBlur?.() }),
    ...(oneLine ? [inOneLine] : []),
  ]
}

/** Pasted lines become one; whatever else would bring a second line is refused. */
const inOneLine: Extension = [
  EditorView.clipboardInputFilter.of((text) => text.trim().replace(/\s*\n\s*/g, ' ')),
  EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
]

const IN_LIST: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Escape'])
const TAKING: ReadonlySet<string> = new Set(['Enter', 'Tab'])

function passedOn(event: KeyboardEvent, { state }: EditorView, { onKey }: CodeProps): boolean {
  if (!onKey || event.isComposing) return false
  const isOpen = completionStatus(state) === 'active'
  if (isOpen && (IN_LIST.has(event.key) || (TAKING.has(event.key) && selectedCompletion(state)))) return false
  const taken = onKey(event)
  if (taken) event.preventDefault()
  return taken
}

function completions(context: CompletionContext, { language }: CodeProps): CompletionResult | null {
  const text = context.state.doc.toString()
  const offered = language.suggest(text, context.pos, context.explicit)
  if (!offered || offered.suggestions.length === 0) return null
  if (!context.explicit && isWritten(text, offered)) return null
  const options = offered.suggestions.map(completion)
  return { from: offered.at, to: offered.end, options, filter: false }
}

/** Whether the only suggestion stands there already. */
const isWritten = (text: string, { at, end, suggestions: [first, second] }: Offered): boolean =>
  second === undefined && first?.written === text.slice(at, end)

function completion(suggestion: Suggestion): Completion {
  const { written, name, type, caret = written.length } = suggestion
  const made: Completion = {
    label: written,
    displayLabel: name || written,
    detail: type,
    apply: (view, chosen, from, to) =>
      view.dispatch({
        changes: { from, to, insert: written },
        selection: { anchor: from + caret },
        annotations: pickedCompletion.of(chosen),
        userEvent: 'input.complete',
        scrollIntoView: true,
      }),
  }
  return suggested(made, suggestion)
}

function explained(view: EditorView, place: number, { language }: CodeProps) {
  const found = language.explain(view.state.doc.toString(), place)
  return found && { pos: found.at, end: found.end, above: true, create: () => ({ dom: explanation(found) }) }
}
