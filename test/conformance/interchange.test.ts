import {
  type Figures,
  type Playbook,
  type PlaybookNode,
  parsePlaybook,
  plan,
  referenceEvaluator,
  type Scalar,
} from '@branch-playbook/engine'
import { exportDmn, exportXlsx, importDmn, importXlsx } from '@branch-playbook/engine/interchange'
import { readCalendar } from '@branch-playbook/playbooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomCustomers } from './random-customer.ts'
import { type Draw, randomPlaybook } from './random-playbook.ts'
import { randomRun } from './random-run.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 60)
const CUSTOMERS = 20

const calendar = await readCalendar('cn')
if (!calendar.ok) throw new Error('The calendar cannot be read')
const workingDays = calendar.value

type Table = Extract<PlaybookNode, { kind: 'table' }>

/** A random playbook's facts, and those of its tables that test nothing but facts. */
function tablesOf(draw: Draw): Playbook {
  const playbook = randomPlaybook(draw)
  const facts = new Set(playbook.facts.map(({ name }) => name))
  const nodes = playbook.nodes.filter(
    (node) => node.kind === 'table' && node.inputs.every(({ of }) => facts.has(of)),
  )
  return { ...playbook, nodes, tests: [], invariants: [] }
}

function planOf(playbook: Playbook) {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(playbook)))
  const made = parsed.ok ? plan(parsed.value) : parsed
  return made.ok ? made.plan : expect.fail(JSON.stringify(made.problems))
}

/** What tables say of a customer: the list, or the value, of each. */
async function outcomes(
  playbook: Playbook,
  customers: readonly Figures[],
  run: Parameters<ReturnType<typeof referenceEvaluator>['decide']>[1],
) {
  const made = planOf(playbook)
  const evaluator = referenceEvaluator(made)
  const all: Record<string, Scalar | null | readonly Scalar[]>[] = []
  for (const facts of customers) {
    const { values } = await evaluator.decide(facts, run)
    const value = (name: string) => values.get(name) ?? null
    const ofTable = (node: Table) =>
      node.outputs.map(
        ({ id }, at) => [`${node.id} ${id}`, value(at === 0 ? node.id : `${node.id}.${id}`)] as const,
      )
    all.push({
      ...Object.fromEntries(playbook.nodes.flatMap((node) => (node.kind === 'table' ? ofTable(node) : []))),
      ...Object.fromEntries(made.nodes.map((node) => [node.node.id, node.list(value)])),
    })
  }
  return all
}

async function carriesOver(
  gen: fc.GeneratorValue,
  carry: (playbook: Playbook) => Promise<readonly PlaybookNode[]>,
): Promise<void> {
  const draw: Draw = (arbitrary) => gen(() => arbitrary)
  const playbook = tablesOf(draw)
  const run = randomRun(draw, workingDays)
  const customer = randomCustomers(playbook, run.asOf)
  const customers = Array.from({ length: CUSTOMERS }, () => customer(draw))
  const nodes = await carry(playbook)
  expect(nodes.map(({ id }) => id)).toEqual(playbook.nodes.map(({ id }) => id))
  expect(await outcomes({ ...playbook, nodes: [...nodes] }, customers, run)).toEqual(
    await outcomes(playbook, customers, run),
  )
}

test(
  'Tables that went out as DMN and came back decide as before',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), (gen) =>
        carriesOver(gen, async (playbook) => {
          const { xml, problems } = exportDmn(playbook, 'en')
          const back = importDmn(xml, { facts: playbook.facts })
          const lost = [...problems, ...back.problems].filter(({ severity }) => severity === 'error')
          expect(lost.map(({ path, what }) => `${path}: ${what}`)).toEqual([])
          return back.nodes
        }),
      ),
      { numRuns: RUNS },
    )
  },
  RUNS * 10_000,
)

test(
  'Tables that went out as a workbook and came back are the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const playbook = tablesOf((arbitrary) => gen(() => arbitrary))
        const { nodes, problems } = await importXlsx(await exportXlsx(playbook), { facts: playbook.facts })
        expect(problems).toEqual([])
        expect(nodes).toEqual(JSON.parse(JSON.stringify(playbook.nodes)))
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * 10_000,
)
