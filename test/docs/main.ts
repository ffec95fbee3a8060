import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { API_REFERENCE, apiReference } from './api-reference.ts'

/** `npm run docs`: writes the API reference of the engine anew. */
const pages = await apiReference()
await rm(API_REFERENCE, { recursive: true, force: true })
for (const [page, text] of pages) {
  const file = join(API_REFERENCE, page)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}
