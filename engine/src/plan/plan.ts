import { checked } from '../check/check.ts'
import { orderNodes } from '../check/order.ts'
import { checkedScope, namesOf } from '../check/scope.ts'
import type { Step } from '../expression/expression.ts'
import { AS_OF, type RunInputs } from '../expression/inputs.ts'
import { sizeOf } from '../expression/size.ts'
import { bindNode } from '../nodes/bind.ts'
import type { BoundNode } from '../nodes/kind.ts'
import { playbookHash } from '../playbook/identity.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { formatDay, yearOf } from '../values/day.ts'
import type { ValueType } from '../values/value-type.ts'
import type { Run } from './run.ts'

/**
 * A playbook made ready to run: typed steps in an order in which every step follows what it reads. The only
 * thing that evaluators share.
 */
export interface Plan {
  readonly playbook: Playbook
  /** The playbook's identity. */
  readonly hash: string
  readonly nodes: readonly BoundNode[]
  readonly steps: readonly Step[]
  /** The steps that make up the decision handed out. */
  readonly outputs: readonly Step[]
  /** The type of every fact and step, by name. */
  readonly types: ReadonlyMap<string, ValueType>
  /** The node that ranks the day's contacts, if the playbook has one. */
  readonly arbitration: string | null
}

export type Planned =
  | { readonly ok: true; readonly plan: Plan; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Checks a playbook and, when it has no errors, lowers it to a plan. Warnings come along in either case; those that
 * take longer to find are looked for when the problems are read.
 */
export function plan(playbook: Playbook): Planned {
  const { isSound, problems } = checked(playbook)
  if (!isSound) return { ok: false, problems: problems() }
  const made = planChecked(playbook)
  const operations = made.steps.reduce((sum, { expression }) => sum + 2 + sizeOf(expression), 0)
  if (operations <= MOST_OPERATIONS) {
    return {
      ok: true,
      plan: made,
      get problems() {
        return problems()
      },
    }
  }
  return {
    ok: false,
    problems: [problem('plan_too_large', ['nodes'], { operations, most: MOST_OPERATIONS })],
  }
}

/** Each takes about half a kilobyte until its code is made; ten thousand ordinary nodes have some 600,000. */
const MOST_OPERATIONS = 2_000_000

/** The plan of a playbook that `check` found without errors. */
export function planChecked(playbook: Playbook): Plan {
  const names = namesOf(playbook)
  const scope = checkedScope(names)
  const order = orderNodes(playbook)
  const nodes = (order.ok ? order.nodes : []).map(bindNode)
  const steps = nodes.flatMap((node) => node.lower(scope))
  const facts = playbook.facts.map(({ name }) => [name, scope.value(name).type] as const)
  let hash: string | undefined
  return {
    playbook,
    // It takes as long as all the rest, and who moves a threshold does not ask for it.
    get hash() {
      hash ??= playbookHash(playbook)
      return hash
    },
    nodes,
    steps,
    outputs: steps.filter(({ output }) => output),
    types: new Map([...facts, ...steps.map(({ name, type }) => [name, type] as const)]),
    arbitration: playbook.nodes.find(({ kind }) => kind === 'arbitration')?.id ?? null,
  }
}

/** Why this plan cannot run on this day: another calendar, or a year the calendar does not know. */
export function checkRun({ playbook }: Plan, { asOf, workingDays }: Run): Problem[] {
  if (playbook.calendar !== workingDays.id) {
    return [problem('wrong_calendar', ['calendar'], { expected: playbook.calendar, found: workingDays.id })]
  }
  if (workingDays.knows(asOf)) return []
  const values = {
    day: formatDay(asOf),
    year: yearOf(asOf),
    calendar: workingDays.id,
    known: workingDays.span,
  }
  return [problem('calendar_ends', ['calendar'], values)]
}

/** The figures of a run that the plan's steps read. */
export const runInputs = ({ nodes }: Plan, run: Run): RunInputs =>
  new Map([[AS_OF, run.asOf], ...nodes.flatMap((node) => node.inputs(run))])
