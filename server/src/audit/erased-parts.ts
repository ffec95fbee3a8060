import { z } from 'zod'
import type { Database } from '../store/tables.ts'

/** Details of an entry that says which personal parts were erased: entry and place of each. */
const erasureDetails = z.object({
  parts: z.array(z.tuple([z.number().int(), z.number().int()])),
})

/** The personal parts that entries of the log say were erased, so that nobody misses them. */
export class ErasedParts {
  readonly #store: Database
  readonly #parts = new Set<string>()
  #readUpTo = 0

  constructor(store: Database) {
    this.#store = store
  }

  /** Whether a part was erased by an entry after its own. */
  async has(entry: number, place: number): Promise<boolean> {
    // An erasure may have come since the entries were read last.
    if (!this.#parts.has(nameOf(entry, place))) await this.#readOn()
    return this.#parts.has(nameOf(entry, place))
  }

  async #readOn(): Promise<void> {
    const erasures = await this.#store
      .selectFrom('audit_entries')
      .select(['number', 'details'])
      .where('action', '=', 'customer.erased')
      .where('number', '>', this.#readUpTo)
      .orderBy('number')
      .execute()
    for (const { number, details } of erasures) {
      for (const [entry, place] of partsIn(details)) if (entry < number) this.#parts.add(nameOf(entry, place))
      this.#readUpTo = number
    }
  }
}

const nameOf = (entry: number, place: number): string => `${entry}/${place}`

/** An entry that cannot be read erases nothing; the chain says what is wrong with it. */
function partsIn(details: string): readonly [number, number][] {
  try {
    const read = erasureDetails.safeParse(JSON.parse(details))
    return read.success ? read.data.parts : []
  } catch {
    return []
  }
}
