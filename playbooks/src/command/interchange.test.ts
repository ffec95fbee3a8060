import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './run-captured.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interchange-'))
})
afterAll(() => rm(folder, { recursive: true }))

const inFolder = (name: string): string => join(folder, name)

const RULES = {
  conditions: {
    all: [
      { fact: 'visits', operator: 'greaterThan', value: 3 },
      { fact: 'vip', operator: 'equal', value: true },
    ],
  },
  event: { type: 'call' },
}

async function imported(name: string, content: unknown, ...more: string[]) {
  await writeFile(inFolder(name), typeof content === 'string' ? content : JSON.stringify(content))
  return run('import', inFolder(name), '--out', inFolder('playbook.json'), ...more)
}

const nodesIn = async (name: string) => JSON.parse(await readFile(inFolder(name), 'utf8')).nodes

describe('rules and tables of other programs', () => {
  it('make a playbook, which can be tested, exported and added to', async () => {
    expect(await imported('rules.json', RULES)).toMatchObject({ exit: 0 })
    const nodes = await nodesIn('playbook.json')
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(['call', 'events'])
    expect(await run('check', inFolder('playbook.json'))).toMatchObject({ exit: 0 })

    for (const kind of ['xlsx', 'dmn']) {
      expect(await run('export', inFolder('playbook.json'), '--out', inFolder(`out.${kind}`))).toMatchObject({
        exit: 0,
      })
      const again = [
        'import',
        inFolder(`out.${kind}`),
        '--into',
        inFolder('playbook.json'),
        '--out',
        inFolder(`${kind}.json`),
      ]
      expect(await run(...again)).toMatchObject({ exit: 0 })
      expect(await nodesIn(`${kind}.json`)).toHaveLength(3)
    }
    expect(
      await run('export', inFolder('playbook.json'), '--out', inFolder('out.json'), '--nodes', 'call'),
    ).toMatchObject({ exit: 0 })
    expect(JSON.parse(await readFile(inFolder('out.json'), 'utf8')).rules).toMatchObject([
      { event: { type: 'call' } },
    ])
  })

  it('that cannot be carried over are named, and the rest is written', async () => {
    const lost = {
      ...RULES,
      conditions: { all: [{ fact: 'visits', operator: 'equal', value: 1, path: '$.x' }] },
    }
    const { exit, err } = await imported('lost.json', [RULES, lost])
    expect(exit).toBe(1)
    expect(err).toContain('"$.x" is not carried over')
    expect(await nodesIn('playbook.json')).toHaveLength(2)
    expect((await imported('lost.json', lost)).exit).toBe(1)
    expect((await imported('lost.json', lost, '--locale', 'zh-CN')).err).toContain('没有导入')
  })

  it.each([
    ['a file of another kind', 'rules.yaml', 'x', 1],
    ['what is no JSON', 'broken.json', '{', 1],
    ['what is no DMN', 'broken.dmn', '<!DOCTYPE x><a/>', 1],
    ['what is no workbook', 'broken.xlsx', 'x', 1],
  ])('are refused where the file is %s', async (_, name, content, exit) => {
    expect((await imported(name, content)).exit).toBe(exit)
  })

  it('that are not there, or would be overwritten, are wrong use', async () => {
    expect((await run('import', inFolder('nowhere.xlsx'), '--out', inFolder('x.json'))).exit).toBe(2)
    await imported('rules.json', RULES)
    expect((await run('export', inFolder('playbook.json'), '--out', inFolder('playbook.json'))).exit).toBe(2)
    expect((await run('export', inFolder('playbook.json'), '--out', inFolder('x.pdf'))).exit).toBe(1)
  })
})
