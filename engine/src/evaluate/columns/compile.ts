import type { Step } from '../../expression/expression.ts'
import { stepsRead } from '../../expression/reads.ts'
import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { type Column, fitsType, newColumn } from '../../population/column.ts'
import type { Population } from '../../population/population.ts'
import { CodeWriter } from './code.ts'

/** The decisions of a population: the outcome of each wanted step for every customer. */
export interface Decisions {
  readonly count: number
  readonly columns: ReadonlyMap<string, Column>
}

/** A plan compiled to one loop over columns. Keep it: compiling costs more than deciding a few customers. */
export interface Decider {
  readonly wanted: readonly Step[]
  /** The columns it reads, facts and given steps: a population must have them. */
  readonly reads: readonly string[]
  decide(population: Population, run: Run, into?: Decisions): Decisions
}

interface Options {
  /** The steps to hand out; the plan's outputs when not said. Steps that none of them needs are left out. */
  readonly wanted?: readonly string[]
  /** Steps whose columns the population holds already: they are read, not decided again. */
  readonly given?: ReadonlySet<string>
}

/** So many customers a call: enough to forget the call, few enough for the compiler to see it often. */
const CHUNK = 16_384

/** Compiles the plan for deciding whole populations. Agrees to the bit with the reference evaluator. */
export function compile(plan: Plan, { wanted, given = new Set() }: Options = {}): Decider {
  const names = wanted ?? plan.outputs.map(({ name }) => name)
  const needed = neededSteps(plan, names, given)
  const code = new CodeWriter(plan.types)
  for (const step of needed) code.step(step)
  const outputs = plan.steps.filter(({ name }) => names.includes(name))
  const stores = outputs.map(({ name }, at) => `o${at}[i] = ${code.read(name)}`)
  const loop = generate(code, stores)
  const reads = code.sources.columns

  return {
    wanted: outputs,
    reads,
    decide(population, run, into) {
      const decisions = into ?? emptyDecisions(outputs, population.count)
      const columns = reads.map((name) => columnOf(plan, population, name))
      const inputs = runInputs(plan, run)
      const decide = loop(
        columns,
        code.sources.inputs.map((name) => inputs.get(name) ?? 0),
        code.sources.tables,
        outputs.map(({ name }) => decisions.columns.get(name)),
        run.workingDays.ordinals,
        run.workingDays.first,
      )
      for (let from = 0; from < population.count; from += CHUNK) {
        decide(from, Math.min(from + CHUNK, population.count))
      }
      return decisions
    },
  }
}

/** Columns for the outcomes of these steps, to be filled. */
const emptyDecisions = (steps: readonly Step[], count: number): Decisions => ({
  count,
  columns: new Map(steps.map(({ name, type }) => [name, newColumn(type, count)])),
})

function columnOf({ types }: Plan, { columns, count }: Population, name: string): Column {
  const [column, type] = [columns.get(name), types.get(name)]
  if (!column || !type) throw new Error(`The population has no column "${name}"`)
  if (column.length < count || !fitsType(column, type))
    throw new Error(`The column "${name}" does not hold ${type.kind}`)
  return column
}

type Loop = (
  columns: readonly Column[],
  inputs: readonly number[],
  tables: readonly Column[],
  outputs: readonly (Column | undefined)[],
  days: Int32Array,
  firstDay: number,
) => (from: number, to: number) => void

/** The code holds positions and numbers only; no text of a document gets into it. */
function generate({ sources, lines }: CodeWriter, stores: readonly string[]): Loop {
  const bind = (list: readonly unknown[], name: string, from: string) =>
    list.map((_, at) => `const ${name}${at} = ${from}[${at}]`)
  const body = [
    '"use strict"',
    ...bind(sources.inputs, 'p', 'inputs'),
    'return function decide(from, to) {',
    ...bind(sources.columns, 'c', 'columns'),
    ...bind(sources.tables, 't', 'tables'),
    ...bind(stores, 'o', 'outputs'),
    'const lastDay = days.length - 1',
    'for (let i = from; i < to; i++) {',
    ...lines,
    ...stores,
    '}',
    '}',
  ].join('\n')
  return new Function('columns', 'inputs', 'tables', 'outputs', 'days', 'firstDay', body) as Loop
}

/** The steps that the wanted ones rest on, in plan order, down to facts and given steps. */
function neededSteps(plan: Plan, wanted: readonly string[], given: ReadonlySet<string>): Step[] {
  const needed = new Set(wanted)
  return plan.steps
    .toReversed()
    .filter((step) => {
      if (!needed.has(step.name) || given.has(step.name)) return false
      for (const name of stepsRead(step.expression)) needed.add(name)
      return true
    })
    .toReversed()
}
