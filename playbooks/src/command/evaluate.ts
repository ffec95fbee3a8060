import { ACTIONS, type Decisions, type Locale, message, type Plan } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { decisionsFile } from './decisions-file.ts'
import { decide, type Evaluator } from './outcomes.ts'
import { type RunFiles, readRun } from './read-run.ts'
import { failure, type Report } from './report.ts'
import { writeProblem, writeWhole } from './write-whole.ts'

export interface EvaluateOptions extends RunFiles {
  readonly evaluator: Evaluator
  readonly out: string
}

/** `evaluate`: decides every customer of a facts file and writes the decisions. */
export async function evaluateCommand(options: EvaluateOptions, locale: Locale): Promise<Report> {
  const { out, evaluator, playbook, customers, events } = options
  const inputs = [playbook, customers, ...(events === undefined ? [] : [events])]
  const unwritable = writeProblem(out, inputs)
  if (unwritable) return failure({ file: out, problems: [unwritable] })
  const read = await readRun(options)
  if (!read.ok) return failure(...read.problems)
  const { facts, run, warnings } = read
  const { plan } = read.playbook
  const outcomes = await decide(evaluator, plan, facts.population, run)
  const unwritten = writeWhole(out, decisionsFile(plan, facts, outcomes))
  if (unwritten) return failure({ file: out, problems: [unwritten] })
  const count = facts.customers.length
  const actions = countActions(plan, outcomes.decisions)
  return {
    problems: warnings,
    notes: facts.ignored.length > 0 ? [text(locale, 'ignored', { columns: facts.ignored.join(', ') })] : [],
    lines: [
      text(locale, 'evaluate.done', { customers: count, out }),
      ...actions.map(([action, each]) =>
        text(locale, 'evaluate.class', { class: message(locale, `value.${action}`), count: each }),
      ),
    ],
    json: { customers: count, out, actions: Object.fromEntries(actions), ignored: facts.ignored },
  }
}

/** How many customers have each action; nothing for a playbook without a daily list. */
function countActions({ arbitration }: Plan, { columns }: Decisions) {
  const column = arbitration === null ? undefined : columns.get(arbitration)
  if (!column) return []
  const counts = new Array<number>(ACTIONS.length + 1).fill(0)
  for (const code of column) counts[code] = (counts[code] ?? 0) + 1
  return ACTIONS.map((action, at) => [action, counts[at + 1] ?? 0] as const)
}
