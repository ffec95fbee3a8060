import { applyEdits, modify } from 'jsonc-parser'
import { withoutMark } from './json-text.ts'

/** A value to be written at a place of a document. */
export interface TextEdit {
  readonly path: readonly (string | number)[]
  readonly value: unknown
}

/**
 * The text of a JSON document with these values, and everything else as its author laid it out: what is compared
 * line by line then shows what changed, and nothing else. Takes the text of a document that can be read.
 */
export function editText(text: string, edits: readonly TextEdit[]): string {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
  return edits.reduce(
    (current, { path, value }) =>
      applyEdits(current, modify(current, [...path], value, { formattingOptions })),
    withoutMark(text),
  )
}
