import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { differ } from './differential.ts'

const { runs, seed } = z.object({ runs: z.int(), seed: z.int() }).parse(workerData)

parentPort?.postMessage(await differ(runs, seed))
