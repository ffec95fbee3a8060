import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

/** One PostgreSQL for all tests that run on it; each bank has a database of its own there. */
export default async function setup({ provide }: TestProject) {
  const server = await startPostgres()
  provide('postgres', server.url)
  return server.stop
}
