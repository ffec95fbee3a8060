import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { smallBank } from '../testing/small-bank.ts'

/** Zero width, a space of Chinese text, and what only turns the direction of what follows. */
const UNSEEN = ['\u200b', ' \u3000', '\u202e']

test('Whoever has to say who he is, or why he does something, says something that can be seen', async () => {
  const bank = await smallBank()
  const id = randomUUID()
  const overlay = `/api/branches/B001/overlays/${id}`
  const enquiry = { id, channel: 'counter', kind: null, text: '问路' }
  const asked: [user: string, path: string, body: (words: string) => object][] = [
    ['manager', '/api/enquiries', (person) => ({ ...enquiry, from: { branch: 'B001', person } })],
    ['manager', `/api/enquiries/${id}/steps`, (note) => ({ id, after: 1, what: 'closed', note })],
    ['manager', `/api/handovers/${id}/withdrawal`, (reason) => ({ reason })],
    ['manager', `${overlay}/withdrawal`, (comment) => ({ comment })],
    ['approver', `${overlay}/return`, (comment) => ({ comment })],
    ['approver', `${overlay}/end`, (comment) => ({ comment })],
    ['strategist', `/api/events/${id}/withdrawal`, (reason) => ({ revision: 2, reason })],
    ['administrator', '/api/users', (name) => ({ id: 'zhang', name, role: 'auditor' })],
  ]
  for (const [user, path, bodyOf] of asked) {
    for (const words of UNSEEN)
      expect([path, (await bank.ask(user, 'POST', path, bodyOf(words))).status]).toEqual([path, 400])
    expect((await bank.ask(user, 'POST', path, bodyOf('小明'))).status).not.toBe(400)
  }
  expect(bank.faults).toEqual([])
  await bank.end()
})
