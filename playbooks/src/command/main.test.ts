import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { playbookFile } from '../shipped.ts'
import { run } from './run-captured.ts'

const RETAIL = playbookFile('retail')
const AS_OF = ['--as-of', '2026-03-10']

describe('wrong use ends with 2:', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['chekc', RETAIL]],
    ['no file', ['check']],
    ['a file too many', ['check', RETAIL, RETAIL]],
    ['a file that is not there', ['check', 'no-such.json']],
    ['a folder', ['test', '/']],
    ['an unknown option', ['check', RETAIL, '--fast']],
    ['an unknown language', ['check', RETAIL, '--locale', 'fr']],
    [
      'an unknown evaluator',
      ['evaluate', '--playbook', RETAIL, '--customers', 'x', ...AS_OF, '--evaluator', 'sql', '--out', 'y'],
    ],
    ['no day', ['explain', '--playbook', RETAIL, '--customers', 'x', '--customer', '1']],
    [
      'a day that does not exist',
      ['explain', '--playbook', RETAIL, '--customers', 'x', '--customer', '1', '--as-of', '2026-02-29'],
    ],
    [
      'a facts file that is not there',
      ['explain', '--playbook', RETAIL, '--customers', 'no-such.csv', '--customer', '1', ...AS_OF],
    ],
  ])('%s', async (_, args) => {
    const { exit, out, err } = await run(...args)
    expect([exit, out]).toEqual([2, ''])
    expect(err).not.toBe('')
  })
})

describe('the program itself', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const node = promisify(execFile)

  it('prints the schema and the help with exit code 0', async () => {
    const { stdout } = await node(process.execPath, [main, 'schema'])
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Branch Playbook' })
    expect((await node(process.execPath, [main, '--help'])).stdout).toContain('evaluate')
  })

  it('hands the exit code to the shell', async () => {
    await expect(node(process.execPath, [main, 'check', 'no-such.json'])).rejects.toMatchObject({ code: 2 })
  })
})
