import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'
import { demoServer } from './demo-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server under test. */
    base: string
    chromium: string
  }
}

/** A bank and a Chromium, once for all browser tests. */
export default async function setup({ provide }: TestProject) {
  provide('chromium', await chromiumPath())
  const server = await demoServer()
  provide('base', server.address)
  return server.stop
}
