import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const DOCS = new URL('../../docs/', import.meta.url)

/** A block of code, and what it prints, as the block of text after it says. */
const EXAMPLE = /```ts\n(?<code>.*?)```\n(?:\n```text\n(?<prints>.*?)```\n)?/gs
const MARK = '--- end of example ---'

/** The examples of a page are one program, in the order in which they stand. */
async function run(program: string): Promise<string> {
  // Beside this file, so that the packages are found.
  const directory = await mkdtemp(join(HERE, 'run-'))
  try {
    const file = join(directory, 'examples.ts')
    await writeFile(file, program)
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    return stdout
  } finally {
    await rm(directory, { recursive: true })
  }
}

test.each(['engine.md'])('the examples of %s print what they say', async (page) => {
  const text = await readFile(new URL(page, DOCS), 'utf8')
  const examples = [...text.matchAll(EXAMPLE)].map(({ groups }) => ({ ...groups }))
  expect(examples.length).toBeGreaterThan(3)
  const printed = await run(examples.map(({ code }) => `${code}\nconsole.log('${MARK}')\n`).join(''))
  expect(printed.split(`${MARK}\n`).slice(0, -1)).toEqual(examples.map(({ prints }) => prints ?? ''))
})
