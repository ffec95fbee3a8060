import { RangeSetBuilder, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'
import type { Language } from './language.ts'

/** Colours each word and sign of a text by its kind: the class is `cm-` and the kind. */
export function colouring(tokens: Language['tokens']) {
  const marksOf = (text: Text): DecorationSet => {
    const marks = new RangeSetBuilder<Decoration>()
    for (const { kind, at, end } of tokens(text.toString())) {
      marks.add(at, end, Decoration.mark({ class: `cm-${kind}` }))
    }
    return marks.finish()
  }
  return StateField.define<DecorationSet>({
    create: ({ doc }) => marksOf(doc),
    update: (marks, { docChanged, newDoc }) => (docChanged ? marksOf(newDoc) : marks),
    provide: (field) => EditorView.decorations.from(field),
  })
}
