import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { CUSTOMERS } from './differential.ts'

/** `FUZZ_RUNS=10000 npm run fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 100_000 / CUSTOMERS)

/** A share of the random playbooks in a thread of its own: what differs, or null. */
async function share(runs: number): Promise<unknown> {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const worker = new Worker(new URL('differential-worker.ts', import.meta.url), {
    workerData: { runs, seed },
  })
  const [found] = await once(worker, 'message')
  return found
}

test(
  'all evaluators give the same decisions, to the bit, for random playbooks and customers',
  async () => {
    const threads = availableParallelism()
    const shares = Array.from({ length: threads }, () => share(Math.ceil(RUNS / threads)))
    expect(await Promise.all(shares)).toEqual(shares.map(() => null))
  },
  RUNS * 10_000,
)
