import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete'
import { standardKeymap } from '@codemirror/commands'
import { nextDiagnostic } from '@codemirror/lint'
import { type Extension, Prec } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, tooltips } from '@codemirror/view'
import type { CodeProps } from './code-editor.tsx'
import { colouring } from './colouring.ts'
import type { Offered, Suggestion } from './language.ts'
import { explanation, secondLine, suggested } from './tooltips.ts'

/** How the editor behaves, whatever its language. `props` gives those of the moment. */
export function behaviour(props: () => CodeProps): Extension {
  return [
    Prec.highest(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
    keymap.of([
      { key: 'Alt-ArrowDown', run: startCompletion },
      { key: 'F8', run: nextDiagnostic },
      ...standardKeymap,
    ]),
    autocompletion({
      override: [(context) => completions(context, props())],
      icons: false,
      activateOnTypingDelay: 30,
      addToOptions: [{ render: secondLine, position: 90 }],
    }),
    closeBrackets(),
    hoverTooltip((view, at) => explained(view, at, props())),
    colouring((text) => props().language.tokens(text)),
    tooltips({ parent: document.body, position: 'fixed' }),
    EditorView.lineWrapping,
  ]
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
