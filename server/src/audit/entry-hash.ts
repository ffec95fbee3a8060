import { hash } from 'node:crypto'

/** An entry of the log as it is hashed and exported: plain JSON values, `details` and `commitments` as their text. */
export interface HashedEntry {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly action: string
  readonly subject: string
  readonly details: string
  readonly commitments: string
  readonly previous: string
}

/** What the first entry has for the hash of the one before it. */
export const BEGINNING = '0'.repeat(64)

/** What is hashed of an entry: every field but the hash itself, as a JSON array without spaces. */
const entryText = (entry: HashedEntry): string =>
  JSON.stringify([
    entry.number,
    entry.at,
    entry.by,
    entry.action,
    entry.subject,
    entry.details,
    entry.commitments,
    entry.previous,
  ])

/** SHA-256 over the text of an entry, in hexadecimal: no byte of it can change unseen. */
export const entryHash = (entry: HashedEntry): string => hash('sha256', entryText(entry))

/** SHA-256 over what is personal and a salt: without these two it tells nothing, with them it proves them. */
export const commitmentTo = (part: {
  readonly salt: string
  readonly customer: string
  readonly text: string
}): string => hash('sha256', JSON.stringify([part.salt, part.customer, part.text]))

/** What the server signs of the last entry, so that whoever rewrites the log is found out. */
export const headText = ({ number, hash }: { readonly number: number; readonly hash: string }): string =>
  `branch-playbook audit ${number} ${hash}`

/** What the server signs of a checkpoint. */
export const checkpointText = (checkpoint: {
  readonly bank: string
  readonly number: number
  readonly hash: string
  readonly at: string
}): string =>
  `branch-playbook checkpoint ${JSON.stringify([checkpoint.bank, checkpoint.number, checkpoint.hash, checkpoint.at])}`
