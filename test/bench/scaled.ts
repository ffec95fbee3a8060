import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

/** What `scaling.ts` prints. */
const scalingSchema = z.object({
  /** Checking, planning and compiling a playbook of so many nodes: the first time and the median, milliseconds. */
  compile: z.object({ nodes: z.number(), first: z.number(), ms: z.number() }),
  /** Checking a table of 10,000 cells: the first time and the median, milliseconds. */
  tables: z.array(z.object({ name: z.string(), first: z.number(), ms: z.number() })),
  /** The cost of a customer by the number of nodes. */
  nodes: z.array(z.object({ count: z.number(), nanoseconds: z.number() })),
  customers: z.array(z.object({ count: z.number(), ms: z.number() })),
})

export type Scaling = z.infer<typeof scalingSchema>

/** Measures in a process of its own; `most` customers at the most. */
export async function measureScaling(most: number): Promise<Scaling> {
  const script = fileURLToPath(new URL('./scaling.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(most)])
  return scalingSchema.parse(JSON.parse(stdout))
}

/** Cost beside count, and by how much it grows when the count doubles: 2 is linear. */
export function summariseScaling({ compile, tables, nodes, customers }: Scaling): void {
  const each = nodes.map(({ count, nanoseconds }) => `${count} nodes ${nanoseconds.toFixed(0)} ns`)
  const all = customers.map(({ count, ms }) => `${count.toLocaleString('en')} ${ms.toFixed(1)} ms`)
  const checked = tables.map(({ name, ms }) => `${name} ${ms.toFixed(0)} ms`)
  console.log(`
A table of 10,000 cells is checked, of 1,000 ms: ${checked.join(', ')}.
A playbook of ${compile.nodes} nodes is checked, planned and compiled in ${compile.ms.toFixed(1)} ms, of 100; the first time of a
process, when nothing is warm, in ${compile.first.toFixed(0)} ms.
A customer costs: ${each.join(', ')}.
  Twice the nodes cost ${doubling(nodes.map(({ nanoseconds }) => nanoseconds))} times as much.
Customers cost: ${all.join(', ')}.
  Twice the customers cost ${doubling(customers.map(({ ms }) => ms))} times as much.`)
}

/** The counts double from one to the next: the mean factor between neighbours. */
const doubling = (costs: readonly number[]): string =>
  (((costs.at(-1) ?? 0) / (costs[0] ?? 1)) ** (1 / (costs.length - 1))).toFixed(2)
