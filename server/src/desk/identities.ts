import { join } from 'node:path'
import { chunksOf, literal, withDuckDb } from '../duckdb/session.ts'
import { PackedTexts } from '../snapshot/packed-texts.ts'

/** Name and telephone number, as the lists show them. */
export interface Identity {
  readonly name: string
  readonly phone: string | null
}

/** The identities of customers, in the order of a snapshot's columns. */
export class Identities {
  readonly #names: PackedTexts
  /** An empty one is none. */
  readonly #phones: PackedTexts
  readonly #forgotten = new Map<number, Identity>()

  constructor(names: PackedTexts, phones: PackedTexts) {
    this.#names = names
    this.#phones = phones
  }

  at(row: number): Identity | undefined {
    const name = this.#names.at(row)
    return name === undefined
      ? undefined
      : (this.#forgotten.get(row) ?? { name, phone: this.#phones.at(row) || null })
  }

  /** Shows the customer of a row by his bare number only. */
  forget(row: number, customer: string): void {
    this.#forgotten.set(row, { name: customer, phone: null })
  }
}

/** The identities of all customers of a snapshot directory, of whom there are `count`. */
export const readIdentities = (directory: string, count: number): Promise<Identities> =>
  withDuckDb(async (connection) => {
    const names = new PackedTexts(count)
    const phones = new PackedTexts(count)
    const chunks = chunksOf(
      connection,
      `SELECT name, coalesce(phone, '') FROM read_parquet(${literal(join(directory, 'customers.parquet'))}) ORDER BY id`,
    )
    for await (const chunk of chunks) {
      chunk.visitColumnValues(0, (name) => names.add(String(name)))
      chunk.visitColumnValues(1, (phone) => phones.add(String(phone)))
    }
    return new Identities(names, phones)
  })
