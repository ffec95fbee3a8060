import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const IMMUTABLE = 'public, max-age=31536000, immutable'
const HAS_EXTENSION = /\.[a-z0-9]+$/i

/** The built editor: its files, and its page for every address that the editor itself makes sense of. */
export function editorFiles(directory: string) {
  return new Hono()
    .use('*', async (c, next) => {
      await next()
      // The build names its assets after their content, so a changed one has another address.
      if (c.res.ok) c.header('cache-control', c.req.path.startsWith('/assets/') ? IMMUTABLE : 'no-cache')
    })
    .get('*', serveStatic({ root: directory }))
    .get('*', async (c, next) => {
      if (c.req.path.startsWith('/api/') || HAS_EXTENSION.test(c.req.path)) return next()
      return c.html(await readFile(join(directory, 'index.html'), 'utf8'))
    })
}
