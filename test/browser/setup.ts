import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { chromiumPath } from './chromium.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server under test. */
    base: string
    chromium: string
  }
}

/** A small demo bank in a directory of its own, the real server on it, and a Chromium, once for all browser tests. */
export default async function setup({ provide }: TestProject) {
  provide('chromium', await chromiumPath())
  const data = mkdtempSync(join(tmpdir(), 'browser-'))
  const demo = ['--customers', '600', '--seed', '3', '--as-of', '2026-03-10', '--data', data]
  execFileSync(process.execPath, ['server/src/bank/command.ts', 'demo', ...demo], { cwd: ROOT })
  const server = spawn(process.execPath, ['server/src/main.ts', '--data', data], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  provide('base', await addressOf(server))
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** The address that the server prints once it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    server.stdout?.on('data', (chunk) => {
      printed += String(chunk)
      const address = ADDRESS.exec(printed)?.[0]
      if (address) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${printed}`)))
  })
}
