import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Reason } from './report.ts'

/** A record that is not well-formed CSV, with its place in the file. */
export interface MalformedRecord {
  readonly line: number
  readonly reason: Reason
  readonly start: number
  readonly end: number
}

/** The shape of a CSV file (RFC 4180, LF or CRLF, optional BOM): its header, and where its records are. */
export interface Scan {
  readonly header: readonly string[]
  readonly malformed: readonly MalformedRecord[]
  /** Whether some field holds a line break, so that the file cannot be cut at any line break. */
  readonly quotedLineBreaks: boolean
  /** The line on which the n-th well-formed data record starts; the first is number 1. */
  lineOf(record: number): number
}

const COMMA = 0x2c
const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
/** Text for UTF-8, the end of one for some databases. */
const NUL = 0x00
const BLOCK = 16 * 1024 * 1024

interface Record {
  /** Just behind the line break that ends it; -1 when the block ends first. */
  end: number
  fields: number
  lineBreaks: number
  blank: boolean
  reason: Reason | null
}

/** Looks over one record that starts at `start`; tells its end, its fields and what is wrong with it. */
function scanRecord(block: Buffer, start: number, isLastBlock: boolean): Record {
  let at = start
  let fields = 1
  let lineBreaks = 0
  let reason: Reason | null = null
  const size = block.length
  for (;;) {
    if (block[at] === QUOTE) {
      at += 1
      for (;;) {
        if (at >= size) return { end: -1, fields, lineBreaks, blank: false, reason: 'open-quote' }
        const byte = block[at]
        if (byte === LF) lineBreaks += 1
        if (byte === QUOTE) {
          if (block[at + 1] !== QUOTE) break
          at += 1
        }
        at += 1
      }
      at += 1
      const next = block[at]
      if (at < size && next !== COMMA && next !== LF && next !== CR) reason ??= 'text-after-quote'
    }
    while (at < size && block[at] !== COMMA && block[at] !== LF) {
      if (block[at] === CR && at + 1 < size && block[at + 1] !== LF) reason ??= 'stray-carriage-return'
      at += 1
    }
    if (at >= size) {
      return isLastBlock
        ? { end: size, fields, lineBreaks, blank: size === start, reason }
        : { end: -1, fields, lineBreaks, blank: false, reason }
    }
    at += 1
    if (block[at - 1] === LF) {
      const length = at - start
      const blank = length === 1 || (length === 2 && block[start] === CR)
      return { end: at, fields, lineBreaks: lineBreaks + 1, blank, reason }
    }
    fields += 1
  }
}

/** The fields of one well-formed record. */
function fieldsOf(record: string): string[] {
  const fields = record.replace(/\r?\n$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return Array.from(fields, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

/** Where line numbers and record numbers part: from `record` on, lines are `line - record` ahead. */
interface Mark {
  readonly record: number
  readonly line: number
}

/**
 * Reads a CSV file once for its structure only: DuckDB reads the values, but it counts lines otherwise and
 * loses its place at the first malformed record. Null for an empty file.
 */
export function scanCsv(path: string): Scan | null {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const buffer = Buffer.alloc(Math.min(BLOCK, Math.max(size, 1)))
    const malformed: MalformedRecord[] = []
    const marks: Mark[] = []
    let header: string[] | null = null
    let quotedLineBreaks = false
    let offset = 0
    let line = 1
    let records = 0
    while (offset < size) {
      const block = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, offset))
      const isLastBlock = offset + block.length >= size
      const trustEncoding = isUtf8(block)
      const hasNul = block.includes(NUL)
      let at = offset === 0 && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? 3 : 0
      while (at < block.length) {
        const record = scanRecord(block, at, isLastBlock)
        if (record.end === -1 && !isLastBlock && at > 0) break
        // A quote that is not closed on its line, or not properly, must not swallow the good rows after it: give up
        // this line only, and go on with the next.
        if (record.end === -1 || (record.reason === 'text-after-quote' && record.lineBreaks > 1)) {
          const lineEnd = block.indexOf(LF, at)
          record.end = lineEnd === -1 ? block.length : lineEnd + 1
          record.lineBreaks = 1
          record.reason = 'open-quote'
        }
        if (record.reason === null && !trustEncoding && !isUtf8(block.subarray(at, record.end))) {
          record.reason = 'not-utf8'
        }
        if (record.reason === null && hasNul && block.subarray(at, record.end).includes(NUL)) {
          record.reason = 'nul'
        }
        if (header === null && !record.blank) {
          header = fieldsOf(block.toString('utf8', at, record.end))
        } else if (!record.blank) {
          if (record.reason === null && header !== null && record.fields !== header.length) {
            record.reason = record.fields < header.length ? 'too-few-fields' : 'too-many-fields'
          }
          if (record.reason === null) {
            records += 1
            const last = marks.at(-1)
            if (!last || line - records !== last.line - last.record) marks.push({ record: records, line })
            if (record.lineBreaks > 1) quotedLineBreaks = true
          } else {
            malformed.push({ line, reason: record.reason, start: offset + at, end: offset + record.end })
          }
        }
        line += record.lineBreaks
        at = record.end
      }
      offset += at
    }
    return header && { header, malformed, quotedLineBreaks, lineOf: (record) => lineAt(marks, record) }
  } finally {
    closeSync(file)
  }
}

function lineAt(marks: readonly Mark[], record: number): number {
  const mark = marks.findLast((candidate) => candidate.record <= record)
  return mark ? mark.line + record - mark.record : record + 1
}
