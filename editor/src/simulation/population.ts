import {
  columnOver,
  newColumn,
  newPopulation,
  type Population,
  storageOf,
  type ValueType,
} from '@branch-playbook/engine'
import { z } from 'zod'

const manifestSchema = z.object({
  count: z.int(),
  advisers: z.array(z.object({ id: z.string(), branch: z.string(), minutes: z.int().nullish() })),
})

/** The columns of a snapshot, fetched once each when first needed. */
export class SnapshotColumns {
  readonly #address: string
  #population: ReturnType<typeof newPopulation> | null = null

  constructor(hash: string) {
    this.#address = `/api/snapshots/${encodeURIComponent(hash)}`
  }

  async manifest() {
    const manifest = manifestSchema.parse(await (await get(this.#address)).json())
    const adviserOf = new Int32Array(await this.#bytes('adviser'))
    return {
      count: manifest.count,
      adviserOf,
      advisers: manifest.advisers.map(({ branch, minutes }) => ({ branch, minutes: minutes ?? null })),
    }
  }

  /** The population with these facts among its columns. */
  async population(
    count: number,
    facts: readonly (readonly [name: string, type: ValueType])[],
  ): Promise<Population> {
    const known = this.#population
    const missing = facts.filter(([name]) => !known?.columns.has(name))
    if (known && missing.length === 0) return known
    // The arena is made for the facts of the first call; those that an edit adds later find room in it or not.
    const base = known ?? newPopulation(missing, count)
    const fetched = await Promise.all(
      missing.map(async ([name, type]) => {
        const column = base.columns.get(name) ?? base.arena.take(type, count) ?? newColumn(type, count)
        column.set(columnOver(storageOf(type), await this.#bytes(name)))
        return [name, column] as const
      }),
    )
    this.#population = { ...base, columns: new Map([...base.columns, ...fetched]) }
    return this.#population
  }

  async #bytes(name: string): Promise<ArrayBuffer> {
    return (await get(`${this.#address}/columns/${encodeURIComponent(name)}`)).arrayBuffer()
  }
}

async function get(address: string): Promise<Response> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response
}
