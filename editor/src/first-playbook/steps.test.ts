import { isError, type Playbook, type PlaybookNode, parsePlaybook, plan } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { withValue } from '../document/path.ts'
import { retailPlaybook } from '../testing/playbook.ts'
import { beginning } from './beginning.ts'
import { kindOf, STEPS, stepsDone } from './steps.ts'
import { takeStep } from './take-step.ts'

const parsedOf = (document: unknown): Playbook => {
  const parsed = parsePlaybook(document)
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path }) => path).join())
  return parsed.value
}
const retail = parsedOf(retailPlaybook())
const EMPTY = beginning(retail, 'first', { 'zh-CN': '第一本', en: 'First' }, 'dictionary')

function added(playbook: Playbook, kind: PlaybookNode['kind']): Playbook {
  const { edits } = takeStep(playbook, kind, '2026-03-10')
  return parsedOf(edits.reduce<unknown>((value, edit) => withValue(value, edit.path, edit.value), playbook))
}

test('Whoever takes every step by its button gets a playbook without an error, that makes lists', () => {
  const built = STEPS.reduce((playbook, step) => {
    expect(stepsDone(playbook, 0).has(step)).toBe(false)
    const kind = kindOf(step)
    return kind ? added(playbook, kind) : playbook
  }, EMPTY)
  const tested = { ...built, tests: retail.tests.slice(0, 1) }
  expect(stepsDone(tested, 1).has('sound')).toBe(false)
  expect(stepsDone(tested, 0).size).toBe(STEPS.length)
  expect(built.nodes.find(({ kind }) => kind === 'matrix')).toMatchObject({
    rows: 'tier',
    columns: 'tier_2',
  })
  const planned = plan(built)
  expect(planned.problems.filter(isError)).toEqual([])
  expect(planned.ok && planned.plan.arbitration).toBe('arbitration')
  expect([...STEPS.filter((step) => !stepsDone(built, 0).has(step))]).toEqual(['tests', 'sound'])
})
