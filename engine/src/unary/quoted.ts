import type { CellText } from './cell-text.ts'

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ["'", "'"],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** How many hexadecimal digits follow `\u` and `\U`. */
const CODE_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['u', 4],
  ['U', 6],
])

const MOST_CODE_POINT = 0x10ffff

/** Reads a text in quotation marks, with FEEL's escapes; null when it never ends or an escape is unknown. */
export function readQuoted(text: CellText): string | null {
  const from = text.at
  const close = text.written.charAt(from) === '“' ? '”' : '"'
  text.at += 1
  let value = ''
  for (;;) {
    value += text.takeWhile((unit) => unit !== close && unit !== '\\')
    if (text.isAtEnd()) return text.fail('cell_quote_open', {}, from)
    if (text.take(close)) return value
    const escaped = readEscape(text)
    if (escaped === null) return null
    value += escaped
  }
}

function readEscape(text: CellText): string | null {
  const from = text.at
  const letter = text.written.charAt(from + 1)
  const length = CODE_LENGTHS.get(letter)
  text.at += 2
  if (length !== undefined) {
    const digits = text.written.slice(text.at, text.at + length)
    text.at += length
    const code = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN
    if (code <= MOST_CODE_POINT) return String.fromCodePoint(code)
  }
  const plain = ESCAPES.get(letter)
  text.at = plain === undefined ? from : text.at
  return plain ?? text.unexpected()
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** A text in quotation marks, as `readQuoted` reads it. */
export const quoted = (value: string): string =>
  `"${[...value].map((each) => WRITTEN.get(each) ?? each).join('')}"`
