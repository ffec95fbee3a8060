import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const BERKA = join(ROOT, '..', 'shared', 'data', 'berka')

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'branch-playbook-banks-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const run = (script: string, ...words: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, script), ...words], { cwd: ROOT })
const bank = (...words: string[]) => run('server/src/bank/command.ts', ...words)
const playbook = (...words: string[]) => run('playbooks/src/command/main.ts', ...words)

/** Evaluates a bank's facts with one evaluator, and returns what was written. */
async function evaluate(name: string, asOf: string, evaluator: string): Promise<string> {
  const facts = join(directory, `${name}.csv`)
  const out = join(directory, `${name}-${evaluator}.csv`)
  const file = join(ROOT, 'playbooks', name === 'berka' ? 'berka.json' : 'retail.json')
  const said = [
    '--playbook',
    file,
    '--customers',
    facts,
    '--as-of',
    asOf,
    '--evaluator',
    evaluator,
    '--out',
    out,
  ]
  await playbook('evaluate', ...said)
  return readFile(out, 'utf8')
}

describe('both evaluators write the same bytes', () => {
  test('for a demo bank', async () => {
    const [data, facts] = [join(directory, 'data'), join(directory, 'demo.csv')]
    await bank('demo', '--customers', '1500', '--as-of', '2026-11-23', '--data', data)
    await bank('facts', '--bank', 'demo', '--data', data, '--out', facts)
    const columns = await evaluate('demo', '2026-11-24', 'columns')
    expect(columns).toBe(await evaluate('demo', '2026-11-24', 'reference'))
    expect(columns.split('\n').filter((line) => line !== '')).toHaveLength(1501)
    expect(columns).toContain('listed')
  })

  test.skipIf(!existsSync(BERKA))('for the real bank of PKDD’99', async () => {
    const [data, facts] = [join(directory, 'data'), join(directory, 'berka.csv')]
    await bank('berka', BERKA, '--data', data)
    await bank('facts', '--bank', 'berka', '--data', data, '--out', facts)
    const columns = await evaluate('berka', '1994-04-01', 'columns')
    expect(columns).toBe(await evaluate('berka', '1994-04-01', 'reference'))
    expect(columns.split('\n').filter((line) => line !== '')).toHaveLength(1230)
    expect(columns).toContain('listed')
  })
})
