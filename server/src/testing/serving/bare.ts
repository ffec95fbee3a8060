/** `node bare.ts FILE`: the least that a server of answers in SQLite can do, to hold another against. */
import { serve } from '@hono/node-server'
import SQLite from 'better-sqlite3'
import { Hono } from 'hono'
import { z } from 'zod'

const rowSchema = z.object({ body: z.string() })

const [file = ''] = process.argv.slice(2)
const sqlite = new SQLite(file, { readonly: true })
const answerTo = sqlite.prepare<[string]>('SELECT body FROM answers WHERE path = ?')
const app = new Hono()
app.get('*', (c) => {
  const { pathname, search } = new URL(c.req.url)
  const found = answerTo.get(`${pathname}${search}`)
  if (found === undefined) return c.notFound()
  return c.body(rowSchema.parse(found).body, 200, { 'content-type': 'application/json' })
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(JSON.stringify({ address: `http://127.0.0.1:${port}` }))
})
process.once('SIGTERM', () => {
  server.close()
  process.exit()
})
