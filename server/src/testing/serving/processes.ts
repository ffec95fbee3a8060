import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const adviserSchema = z.object({
  cookie: z.string(),
  branch: z.string(),
  adviser: z.string(),
  /** Numbers of his customers. */
  customers: z.array(z.string()),
})

/** An adviser who is signed in, as a load generator plays him. */
export type SignedIn = z.infer<typeof adviserSchema>

const bankLine = z.object({
  address: z.string(),
  /** From the snapshot's files to a stored run that is served, milliseconds. */
  night: z.number(),
  /** Those of customers are made with the snapshot; only opened here. */
  pages: z.number(),
  peakRssMiB: z.number(),
  customers: z.number(),
  advisers: z.array(adviserSchema),
})

const bareLine = z.object({ address: z.string() })

/** Answers that a bare server gives, by path. */
export type Answers = readonly (readonly [path: string, body: string])[]

/** Serves a data folder's bank in a process of its own, with so many advisers signed in. */
export const serveBank = (dataDirectory: string, advisers: number) =>
  started(new URL('./bank.ts', import.meta.url), [dataDirectory, String(advisers)], bankLine)

/** A bare Hono server, in a process of its own, that reads what it answers from an SQLite file by its key. */
export const serveBare = (file: string) => started(new URL('./bare.ts', import.meta.url), [file], bareLine)

async function started<Line>(script: URL, values: readonly string[], schema: z.ZodType<Line>) {
  const child = spawn(process.execPath, [fileURLToPath(script), ...values], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout }))
    return {
      ...schema.parse(JSON.parse(line)),
      async stop() {
        child.kill('SIGTERM')
        if (child.exitCode === null) await once(child, 'exit')
      },
    }
  throw new Error(`${script.pathname} ended before it served`)
}
