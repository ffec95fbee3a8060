/** Why a value or a row cannot be used. */
export const REASONS = [
  'missing-value',
  'not-a-day',
  'no-such-day',
  'before-day',
  'not-a-number',
  'not-whole-minor-units',
  'negative',
  'too-large',
  'too-long',
  'not-an-address',
  'name-of-desk',
  'not-an-identifier',
  'not-a-flag',
  'unknown-class',
  'duplicate-key',
  'unknown-reference',
  'too-few-fields',
  'too-many-fields',
  'open-quote',
  'text-after-quote',
  'stray-carriage-return',
  'not-utf8',
  'nul',
] as const

export type Reason = (typeof REASONS)[number]

/** One thing wrong in a file, where it is and how to mend it. */
export interface BadRow {
  readonly file: string
  /** Line of the file as an editor counts it: the header is line 1; a row over several lines counts from its first. */
  readonly line: number
  /** Null when the whole row is malformed. */
  readonly column: string | null
  readonly value: string | null
  readonly reason: Reason
  readonly text: string
  /** Whether the row was left out, or only this value. */
  readonly lost: 'row' | 'value'
}

/** A file that cannot be used at all. */
export interface UnusableFile {
  readonly file: string
  readonly reason:
    | 'no-such-file'
    | 'not-a-file'
    | 'empty-file'
    | 'missing-column'
    | 'column-twice'
    | 'bad-header'
  readonly text: string
}

export interface FileReport {
  readonly file: string
  readonly rows: number
  readonly kept: number
  /** Columns of the file that no feed knows; they are not read. */
  readonly unknownColumns: readonly string[]
}

/** What came of reading a directory of feeds. */
export interface FeedReport {
  readonly files: readonly FileReport[]
  readonly unusable: readonly UnusableFile[]
  /** The first bad rows, file by file and line by line. */
  readonly badRows: readonly BadRow[]
  readonly badRowTotal: number
}

/** Feeds that cannot become a snapshot; the message says what to mend. */
export class UnusableFeeds extends Error {
  readonly report: FeedReport

  constructor(report: FeedReport, losses: readonly string[] = []) {
    super([...report.unusable.map((fault) => `${fault.file}: ${fault.text}`), ...losses].join('\n'))
    this.name = 'UnusableFeeds'
    this.report = report
  }
}
