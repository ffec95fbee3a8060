import { explainer, formatDay, type Locale, problem, reasonsOf, sentence } from '@branch-playbook/engine'
import { text } from '../locale/text.ts'
import { type RunFiles, readRun } from './read-run.ts'
import { failure, type Report } from './report.ts'

export interface ExplainOptions extends RunFiles {
  readonly customer: string
}

/** `explain`: why one customer is decided as he is, node by node. */
export async function explainCommand(options: ExplainOptions, locale: Locale): Promise<Report> {
  const read = await readRun(options)
  if (!read.ok) return failure(...read.problems)
  const { facts, run, warnings } = read
  const { plan } = read.playbook
  const { customer } = options
  const at = facts.customers.indexOf(customer)
  if (at < 0) {
    const unknown = problem('unknown_customer', [], { customer })
    return failure({ file: options.customers, problems: [unknown] })
  }
  const view = explainer(plan).view(facts.population, at, run)
  const reasons = reasonsOf(plan, view).map((reason) => ({
    node: reason.node,
    code: reason.code,
    text: sentence(reason, locale, plan.playbook.currency),
  }))
  const outcomes = plan.outputs.map(({ name }) => [name, view.value(name)] as const)
  const [day, name] = [formatDay(run.asOf), plan.playbook.name[locale]]
  return {
    problems: warnings,
    lines: [
      text(locale, 'explain.title', { customer, day, playbook: name }),
      ...reasons.map((reason) => `- ${reason.text}`),
    ],
    json: { customer, asOf: day, playbook: plan.hash, outcomes: Object.fromEntries(outcomes), reasons },
  }
}
