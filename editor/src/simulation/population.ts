import {
  type Column,
  columnOver,
  encode,
  newColumn,
  newPopulation,
  type Population,
  storageOf,
  type ValueType,
} from '@branch-playbook/engine'
import { z } from 'zod'

const manifestSchema = z.object({
  count: z.int(),
  columns: z.array(
    z.object({
      name: z.string(),
      storage: z.enum(['double', 'integer', 'code']),
      values: z.array(z.string()).optional(),
    }),
  ),
  advisers: z.array(z.object({ id: z.string(), branch: z.string(), minutes: z.int().nullish() })),
  branches: z.array(z.object({ id: z.string() })),
})

type Manifest = z.infer<typeof manifestSchema>
type Held = Manifest['columns'][number]
type NamedFact = readonly [name: string, type: ValueType]

interface Fetching {
  /** Called as the columns come. */
  onProgress(fetched: number, of: number): void
}

/** The columns of a snapshot, fetched once each when first needed. */
export class SnapshotColumns {
  readonly #address: string
  readonly #fetching: Fetching
  #stop = new AbortController()
  #held: ReadonlyMap<string, Held> = new Map()
  /** Where the columns live; made for the facts of the first call. */
  #room: ReturnType<typeof newPopulation> | null = null
  /** The columns that have come, by fact and type: an edit may give a fact another type. */
  readonly #filled = new Map<string, Column>()
  readonly #places = new Map<string, Uint16Array>()

  constructor(hash: string, fetching: Fetching) {
    this.#address = `/api/snapshots/${encodeURIComponent(hash)}`
    this.#fetching = fetching
  }

  async manifest() {
    const manifest = manifestSchema.parse(await (await this.#get(this.#address)).json())
    const adviserOf = new Int32Array(await this.#bytes('columns/adviser'))
    this.#held = new Map(manifest.columns.map((each) => [each.name, each]))
    const branches = new Map(manifest.branches.map(({ id }, place) => [id, place]))
    const branchOf = ({ branch }: Manifest['advisers'][number]) => {
      const place = branches.get(branch)
      if (place === undefined) throw new Error(`The data have no branch "${branch}"`)
      return place
    }
    return {
      count: manifest.count,
      adviserOf,
      branchOf: Int32Array.from(manifest.advisers, branchOf),
      advisers: manifest.advisers.map(({ branch, minutes }) => ({ branch, minutes: minutes ?? null })),
    }
  }

  /** Whether the bank's data has the fact, and in that type. */
  has([name, type]: NamedFact): boolean {
    return this.#held.get(name)?.storage === storageOf(type)
  }

  /**
   * The population with these facts. One that the data does not have is missing for everybody. Columns that came
   * before fetching was stopped are there at the next call.
   */
  async population(count: number, facts: readonly NamedFact[]): Promise<Population> {
    this.#room ??= newPopulation(facts, count)
    const { arena } = this.#room
    const lacking = facts.filter((fact) => !this.#filled.has(JSON.stringify(fact)))
    let fetched = 0
    await Promise.all(
      lacking.map(async (fact) => {
        await this.#fill(fact, count)
        fetched += 1
        this.#fetching.onProgress(fetched, lacking.length)
      }),
    )
    const columns = facts.flatMap((fact) => {
      const column = this.#filled.get(JSON.stringify(fact))
      return column ? [[fact[0], column] as const] : []
    })
    return { count, columns: new Map(columns), arena }
  }

  /** By which place each customer is held out of a campaign, or not. */
  async places(playbook: string, campaign: string): Promise<Uint16Array> {
    const address = `holdouts/${encodeURIComponent(playbook)}/${encodeURIComponent(campaign)}`
    const found = this.#places.get(address) ?? new Uint16Array(await this.#bytes(address))
    this.#places.set(address, found)
    return found
  }

  /** Ends what is being fetched; that fails with an `AbortError`. */
  stop(): void {
    this.#stop.abort()
    this.#stop = new AbortController()
  }

  async #fill(fact: NamedFact, count: number): Promise<void> {
    const [name, type] = fact
    const bytes = this.has(fact) ? await this.#bytes(`columns/${encodeURIComponent(name)}`) : null
    const column = this.#room?.arena.take(type, count) ?? newColumn(type, count)
    if (bytes) column.set(columnOver(storageOf(type), bytes))
    else column.fill(encode(type, null))
    const values = this.#held.get(name)?.values
    if (bytes && type.kind === 'class' && values) translate(column, values, type)
    this.#filled.set(JSON.stringify(fact), column)
  }

  async #bytes(address: string): Promise<ArrayBuffer> {
    return (await this.#get(`${this.#address}/${address}`)).arrayBuffer()
  }

  async #get(address: string): Promise<Response> {
    const response = await fetch(address, { signal: this.#stop.signal })
    if (!response.ok) throw new Error(`${address}: ${response.status}`)
    return response
  }
}

/** The playbook may list the values of a class in another order than the data, or not have all of them. */
function translate(column: Column, values: readonly string[], type: ValueType): void {
  const codes = Uint8Array.from([0, ...values.map((value) => encode(type, value))])
  if (codes.every((code, at) => code === at)) return
  for (let at = 0; at < column.length; at += 1) column[at] = codes[column[at] ?? 0] ?? 0
}
