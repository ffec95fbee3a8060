import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { type DemoServer, demoBank, serve } from './demo-server.ts'

/** The server of a bank, once the tests have begun. */
export interface Bank {
  readonly address: () => string
  /** The file of its store. */
  readonly store: () => string
}

/**
 * A bank for the tests of one file: what they leave in it, such as a version from which the next draft begins, is met
 * by those of no other, and two files may be at it at the same time.
 *
 * @param days for how many working days it has had lists
 */
export function ownBank(days = 1): Bank {
  let server: DemoServer | undefined
  beforeAll(async () => {
    server = await serve(days === 1 ? copied(inject('bank')) : demoBank(days))
  })
  afterAll(() => server?.stop())
  const running = () => {
    if (!server) throw new Error('The bank opens with the first test')
    return server
  }
  return { address: () => running().address, store: () => running().store }
}

function copied(bank: string): string {
  const data = mkdtempSync(join(tmpdir(), 'browser-'))
  cpSync(bank, data, { recursive: true })
  return data
}
