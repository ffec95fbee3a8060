import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'
import { demoBank } from './demo-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory of a bank of one day, to be copied. */
    bank: string
    chromium: string
  }
}

/** A bank, of which each file has a copy, and a Chromium, once for all browser tests. */
export default async function setup({ provide }: TestProject) {
  provide('chromium', await chromiumPath())
  const bank = demoBank()
  provide('bank', bank)
  return () => rmSync(bank, { recursive: true, force: true })
}
