import { isError, type Locale } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { proveClaims } from './prove.ts'
import { readPlaybook } from './read-playbook.ts'
import { failure, type Report } from './report.ts'

export interface CheckOptions {
  /** Whether the claims are to be proven, too. */
  readonly prove?: boolean
  /** How long the solver may take for each. */
  readonly seconds: number
}

/** `check FILE`: what is wrong with a playbook; with `--prove` also what becomes of its claims. */
export async function checkCommand(file: string, options: CheckOptions, locale: Locale): Promise<Report> {
  const read = await readPlaybook(file)
  if (!read.ok) return failure(read.source)
  const { playbook, hash } = read.plan
  const [nodes, tests] = [playbook.nodes.length, playbook.tests.length]
  const proved = options.prove
    ? await proveClaims(read.plan, read.workingDays, options.seconds, locale)
    : { problems: [], lines: [], json: {} }
  return {
    problems: [{ ...read.source, problems: [...read.source.problems, ...proved.problems] }],
    lines: [
      text(locale, 'check.done', {
        file,
        errors: proved.problems.filter(isError).length,
        nodes,
        tests,
        hash,
      }),
      ...proved.lines,
    ],
    json: { playbook: playbook.id, hash, nodes, tests, ...proved.json },
  }
}
