import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { createApp } from './app.ts'

const PAGE = '<!doctype html><title>Branch Playbook</title>'
const parent = mkdtempSync(join(tmpdir(), 'editor-'))
const editorDirectory = join(parent, 'dist')

let bank: SmallBank

beforeAll(async () => {
  mkdirSync(join(editorDirectory, 'assets'), { recursive: true })
  writeFileSync(join(editorDirectory, 'index.html'), PAGE)
  writeFileSync(join(editorDirectory, 'assets', 'index-1a2b.js'), 'export {}')
  writeFileSync(join(parent, 'secret.txt'), 'secret')
  bank = await smallBank()
})
afterAll(async () => {
  await bank.end()
  rmSync(parent, { recursive: true })
})

const get = async (path: string) => {
  const app = createApp(bank.open.desk, { editorDirectory, logFault: () => undefined })
  const response = await app.request(path)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

test('the editor’s page answers at every address of its own', async () => {
  for (const path of ['/', '/branches/B001', '/playbook']) {
    const { status, headers, text } = await get(path)
    expect(status).toBe(200)
    expect(text).toBe(PAGE)
    expect(headers.get('content-type')).toContain('text/html')
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
})

test('built files are kept by browsers for good; files that are not there are missing', async () => {
  const { status, headers } = await get('/assets/index-1a2b.js')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('javascript')
  expect(headers.get('cache-control')).toContain('immutable')
  expect((await get('/assets/gone.js')).status).toBe(404)
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
  ]) {
    expect((await get(path)).text).not.toBe('secret')
  }
})

test('an unknown address of the API is a problem document, not the page', async () => {
  const { status, headers } = await get('/api/nothing')
  expect(status).toBe(404)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect((await get('/api/bank')).status).toBe(401)
})
