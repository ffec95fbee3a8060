import { type Claim, type Playbook, parsePlaybook, plan, prove, WorkingDays } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { chineseCalendar, retailPlaybook } from '../testing/playbook.ts'
import { newClaim, SENTENCES, sentenceOf } from './sentences.ts'

function playbook(): Playbook {
  const parsed = parsePlaybook(retailPlaybook())
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

const RETAIL = playbook()
const workingDays = new WorkingDays(chineseCalendar())

async function judged(claim: Claim, among: Playbook = RETAIL): Promise<string> {
  const invariant = { id: 'claim', name: { 'zh-CN': '断言', en: 'Claim' }, claim }
  const planned = plan({ ...among, tests: [], invariants: [invariant] })
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return (await prove(planned.plan, invariant, { workingDays, effort: 200_000 })).status
}

test('Every sentence makes a claim that the playbook can be checked with, and is read back as that sentence', async () => {
  for (const sentence of SENTENCES) {
    const claim = newClaim(sentence, RETAIL)
    if (!claim) throw new Error(sentence)
    expect(sentenceOf(claim, RETAIL)).toBe(sentence)
    const isSo = sentence === 'always' ? 'refuted' : 'proven'
    expect([sentence, await judged(claim)]).toEqual([sentence, isSo])
  }
})

test('A sentence that somebody changed by hand is shown as the conditions that it is made of', () => {
  const claim = newClaim('never_above', RETAIL)
  if (claim?.kind !== 'always' || !('all' in claim.then)) throw new Error('No such claim')
  const changed = { ...claim, then: { all: claim.then.all.slice(1) } }
  expect(sentenceOf(changed, RETAIL)).toBe('always')
})

test('A playbook without a gate, a list or a tier is not offered their sentences', () => {
  const bare = { ...RETAIL, nodes: [] }
  expect(SENTENCES.filter((sentence) => newClaim(sentence, bare))).toEqual(['always'])
})
