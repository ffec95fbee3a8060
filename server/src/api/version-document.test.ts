import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank()
})
afterAll(() => bank.end())

test('A version is taken away as a file that holds its document and nothing else, and the log tells who took it', async () => {
  const path = '/api/playbooks/retail/versions/1'
  const { status, body, headers } = await bank.ask('auditor', 'GET', `${path}/document`)
  expect(status).toBe(200)
  expect(headers.get('content-disposition')).toBe('attachment; filename="retail-1.json"')
  const version = await bank.ask('auditor', 'GET', path)
  expect(version.body).toMatchObject({ document: body })
  const log = await bank.ask('auditor', 'GET', '/api/audit?action=version.exported')
  expect(log.body).toMatchObject({ entries: [{ by: 'auditor', subject: 'playbooks/retail/versions/1' }] })
  expect((await bank.ask('auditor', 'GET', '/api/playbooks/retail/versions/99/document')).status).toBe(404)
})

test('Every run names the versions that decided it, and its outcome', async () => {
  const { body } = await bank.ask('auditor', 'GET', '/api/runs')
  expect(body).toMatchObject([
    {
      rules: { versions: [{ playbook: 'retail', version: 1, branches: null }], experiments: [] },
      outcome: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ])
})
