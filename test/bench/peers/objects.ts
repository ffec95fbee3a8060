import {
  compile,
  customerAt,
  decode,
  encode,
  type Maybe,
  newColumn,
  populationOf,
} from '@branch-playbook/engine'
import type { Peer } from './peer.ts'

type Row = Record<string, Maybe>

const BATCH = 4096

/**
 * The same customers and decisions kept as objects, a row each, as programs that read rows keep them: for
 * what that takes in memory. The deciding itself is ours, a batch at a time.
 */
export const objects: Peer = {
  async prepare(plan, make, run) {
    const rows = rowsOf(make())
    const decider = compile(plan)
    const decisions: Row[] = []
    return {
      async run() {
        decisions.length = 0
        for (let from = 0; from < rows.length; from += BATCH) {
          const some = rows.slice(from, from + BATCH).map((row) => new Map(Object.entries(row)))
          const { columns } = decider.decide(populationOf(plan, some), run)
          for (let at = 0; at < some.length; at += 1) {
            const outcomes = plan.outputs.map(({ name, type }) => [
              name,
              decode(type, columns.get(name)?.[at] ?? 0),
            ])
            decisions.push(Object.fromEntries(outcomes))
          }
        }
      },
      async outcome() {
        const columns = plan.outputs.map(({ name, type }) => {
          const column = newColumn(type, decisions.length)
          decisions.forEach((row, at) => {
            column[at] = encode(type, row[name] ?? null)
          })
          return [name, column] as const
        })
        return { columns: new Map(columns) }
      },
    }

    function rowsOf(crowd: ReturnType<typeof make>): Row[] {
      return Array.from({ length: crowd.count }, (_, at) => Object.fromEntries(customerAt(plan, crowd, at)))
    }
  },
}
