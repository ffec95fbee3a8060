import type { Completion } from '@codemirror/autocomplete'
import type { Suggestion } from './language.ts'

const SUGGESTIONS = new WeakMap<Completion, Suggestion>()

/** Remembers of which suggestion a completion was made. */
export function suggested(completion: Completion, suggestion: Suggestion): Completion {
  SUGGESTIONS.set(completion, suggestion)
  return completion
}

/** How a suggestion is written, and what it is: the line below its name. */
export function secondLine(completion: Completion): Node | null {
  const suggestion = SUGGESTIONS.get(completion)
  if (!suggestion) return null
  const { is, name, written, about } = suggestion
  const line = document.createElement('small')
  if (name !== '' && is !== 'function') line.append(element('code', written))
  line.append(about)
  return line.childNodes.length > 0 ? line : null
}

/** What a word means, for a pointer that rests on it. */
export function explanation({ name, written, type, about }: Omit<Suggestion, 'also' | 'caret'>): HTMLElement {
  const box = element('div', '')
  box.className = 'cm-explanation'
  box.append(element('strong', name || written), element('span', type), element('small', about))
  return box
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}
