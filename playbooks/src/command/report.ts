import { describeProblem, isError, type Locale, locate, type Problem } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'

/** Problems of one file. */
export interface FileProblems {
  readonly file: string
  /** The text of the file, when problems point into it. */
  readonly text?: string
  readonly problems: readonly Problem[]
  /** How many there are, when not all are listed. */
  readonly count?: number
}

/** What a command has to say: to people, to machines, and by its exit code. */
export interface Report {
  readonly problems: readonly FileProblems[]
  /** What is not wrong but should be known. */
  readonly notes?: readonly string[]
  readonly lines?: readonly string[]
  readonly json?: Readonly<Record<string, unknown>>
}

/** How a command ends. */
export const EXIT = { fine: 0, problems: 1, wrongUse: 2 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** Problems with the command line's own files rather than with what stands in them. */
const WRONG_USE: ReadonlySet<Problem['code']> = new Set([
  'file_not_found',
  'file_not_readable',
  'file_not_writable',
  'file_would_be_overwritten',
])

export const failure = (...problems: readonly FileProblems[]): Report => ({ problems })

export function exitOf({ problems }: Report): Exit {
  const errors = problems.flatMap((each) => each.problems).filter(isError)
  if (errors.length === 0) return EXIT.fine
  return errors.some(({ code }) => WRONG_USE.has(code)) ? EXIT.wrongUse : EXIT.problems
}

/** The report as one JSON object. */
export function asJson(report: Report, locale: Locale): string {
  const problems = report.problems.flatMap((of) =>
    of.problems.map((problem) => ({
      ...problem,
      ...describeProblem(problem, locale),
      file: of.file,
      ...placeOf(problem, of),
    })),
  )
  const count = report.problems.reduce((sum, each) => sum + countOf(each), 0)
  return JSON.stringify({ ok: exitOf(report) === EXIT.fine, ...report.json, problems, problemCount: count })
}

/** The problems in words, each with its place in the way that terminals and editors link to. */
export function problemLines({ problems }: Report, locale: Locale): string[] {
  const all = problems.flatMap((of) => of.problems.map((problem) => problemLine(problem, of, locale)))
  const count = problems.reduce((sum, each) => sum + countOf(each), 0)
  if (count > all.length) return [...all, text(locale, 'problems.more', { count, shown: all.length })]
  return count > 1 ? [...all, text(locale, 'problems.count', { count })] : all
}

const countOf = ({ problems, count }: FileProblems): number => count ?? problems.length

function problemLine(problem: Problem, of: FileProblems, locale: Locale): string {
  const { what, mend } = describeProblem(problem, locale)
  const { line, column } = placeOf(problem, of)
  const place = [of.file, line, column].filter((each) => each !== undefined).join(':')
  return `${place}: ${text(locale, `severity.${problem.severity}`)}: ${what}\n    ${mend}`
}

/** Line and column, from 1, as far as they are known. */
function placeOf({ path, values }: Problem, of: FileProblems): { line?: number; column?: number } {
  const { line, column } = values
  if (typeof line === 'number' && line > 0) {
    return typeof column === 'number' ? { line, column } : { line }
  }
  return (of.text === undefined ? null : locate(of.text, path)) ?? {}
}
