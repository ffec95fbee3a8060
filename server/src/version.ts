import { readFileSync } from 'node:fs'
import { z } from 'zod'

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** The product's version. Engine and server are released together, so it names the engine of a run as well. */
export const VERSION = z.object({ version: z.string() }).parse(manifest).version
