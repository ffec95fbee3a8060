import { parsePlaybook } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { isId } from '../composition/unique.ts'
import { retailPlaybook } from '../testing/playbook.ts'
import { beginning, bothNames, idFor } from './beginning.ts'

const parsed = parsePlaybook(retailPlaybook())
if (!parsed.ok) throw new Error('The retail playbook is no playbook')
const RETAIL = parsed.value
const NAME = { 'zh-CN': '私人银行手册', en: 'Private bank' }

test('A playbook begun with the dictionary knows every fact and has nothing else; a copy has everything', () => {
  const empty = beginning(RETAIL, 'private_bank', NAME, 'dictionary')
  expect(parsePlaybook(empty).ok).toBe(true)
  expect(empty).toMatchObject({ id: 'private_bank', name: NAME, facts: RETAIL.facts, nodes: [], tests: [] })
  const copy = beginning(RETAIL, 'private_bank', NAME, 'copy')
  expect(parsePlaybook(copy).ok).toBe(true)
  expect(copy).toMatchObject({ id: 'private_bank', nodes: RETAIL.nodes, tests: RETAIL.tests })
})

test('An id is proposed from the name, or none where the name has no letters for it', () => {
  expect(['Private bank 2', ' 2027 Élite! ', '私人银行'].map(idFor)).toEqual(['private_bank_2', 'elite', ''])
  expect([idFor('x'.repeat(200)), 'private_bank'].every(isId)).toBe(true)
  expect(['', 'Private', '2nd', 'a-b', 'a b'].some(isId)).toBe(false)
})

test('Who gives no English name gets the Chinese one in its place', () => {
  expect(bothNames({ 'zh-CN': '私人银行手册', en: ' ' }).en).toBe('私人银行手册')
  expect(bothNames(NAME)).toBe(NAME)
})
