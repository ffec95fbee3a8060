import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The built editor: its files, and its page for every address that the editor itself makes sense of. */
export function editorFiles(directory: string) {
  return new Hono()
    .get(
      '*',
      serveStatic({
        root: directory,
        onFound: (path, c) => {
          // The build names these after their content.
          const immutable = path.includes('/assets/')
          c.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      }),
    )
    .get('*', async (c, next) => {
      // A missing file is missing; only addresses of pages get the page.
      if (c.req.path.startsWith('/api/') || /\.[a-z0-9]+$/i.test(c.req.path)) return next()
      c.header('cache-control', 'no-cache')
      return c.html(await readFile(join(directory, 'index.html'), 'utf8'))
    })
}
