import { expect } from 'vitest'
import { type Asked, approve, type Document, effectOf, putInForce, submitChange } from './life.ts'

/** Puts in force as version 2 what a change makes of the playbook, everywhere and from today on unless told otherwise. */
export async function changeInForce(
  bank: Asked,
  change: (document: Document) => Document,
  scope?: { readonly branches?: readonly string[]; readonly from?: string },
): Promise<void> {
  expect(await submitChange(bank, change)).toMatchObject({ status: 201, body: { version: 2 } })
  expect((await approve(bank, 2, await effectOf(bank, 2))).status).toBe(200)
  expect((await putInForce(bank, 2, scope)).status).toBe(201)
}
