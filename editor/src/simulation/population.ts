import type { Column, Population, ValueType } from '@branch-playbook/engine'
import { z } from 'zod'

const manifestSchema = z.object({
  count: z.int(),
  advisers: z.array(z.object({ id: z.string(), branch: z.string(), minutes: z.int().nullish() })),
})

/** The columns of a snapshot, fetched once each when first needed. */
export class SnapshotColumns {
  readonly #address: string
  readonly #columns = new Map<string, Column>()

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
    const unknown = facts.filter(([name]) => !this.#columns.has(name))
    await Promise.all(
      unknown.map(async ([name, type]) => this.#columns.set(name, typed(await this.#bytes(name), type))),
    )
    return { count, columns: this.#columns }
  }

  async #bytes(name: string): Promise<ArrayBuffer> {
    return (await get(`${this.#address}/columns/${encodeURIComponent(name)}`)).arrayBuffer()
  }
}

function typed(bytes: ArrayBuffer, { kind }: ValueType): Column {
  if (kind === 'money' || kind === 'percent') return new Float64Array(bytes)
  if (kind === 'flag' || kind === 'class') return new Uint8Array(bytes)
  return new Int32Array(bytes)
}

async function get(address: string): Promise<Response> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response
}
