import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { signIn, visitors } from './visit.ts'

const { open, base } = visitors()

/** What a branch may have to load before it sees its list, in bytes of compressed script. */
const MOST = 350_000

test('A branch loads less than 350 kB of compressed script for its list, and nothing of the workshop', async () => {
  const { page } = await open()
  const scripts = new Set<string>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) scripts.add(pathname)
  })
  await page.reload()
  await signIn(page, 'adviser')
  await page.getByTestId('action').first().waitFor()
  const sizes = await Promise.all(
    [...scripts].map(async (path) => gzipSync(await (await fetch(`${base()}${path}`)).bytes()).length),
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  expect(total).toBeLessThan(MOST)
  expect(total).toBeGreaterThan(100_000)
  const workshop = [...scripts].filter((path) =>
    /\b(workshop|canvas|elk|sheet|codemirror|palette)/i.test(path),
  )
  expect(workshop).toEqual([])
})
