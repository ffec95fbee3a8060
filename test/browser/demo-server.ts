import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

/** The real server on a small demo bank. */
export interface DemoServer {
  readonly address: string
  /** The file of its store. */
  readonly store: string
  /** Kills it in the middle of whatever it does, to go on at the same address as after a failure. */
  kill(): Promise<void>
  resume(): Promise<void>
  stop(): Promise<void>
}

/**
 * A small demo bank in a directory of its own; the path of that.
 *
 * @param days for how many working days the bank has had lists
 */
export function demoBank(days = 1): string {
  const data = mkdtempSync(join(tmpdir(), 'browser-'))
  publishDemoDay(data, '2026-03-10', days)
  return data
}

/** A night of a demo bank, whose server stands still meanwhile: its latest snapshot is as of that day. */
export function publishDemoDay(data: string, asOf: string, days = 1): void {
  const size = ['--customers', '600', '--seed', '3', '--as-of', asOf, '--days', String(days)]
  const demo = ['server/src/bank/command.ts', 'demo', ...size, '--data', data]
  execFileSync(process.execPath, demo, { cwd: ROOT })
}

/** The server of a new demo bank. */
export const demoServer = (environment: NodeJS.ProcessEnv = {}): Promise<DemoServer> =>
  serve(demoBank(), environment)

/**
 * @param data the directory of the bank, which is gone once the server stops
 * @param environment settings beside those of this process; any free port unless `PORT` says another
 */
export async function serve(data: string, environment: NodeJS.ProcessEnv = {}): Promise<DemoServer> {
  const start = (port: string) =>
    spawn(process.execPath, ['server/src/main.ts', '--data', data], {
      cwd: ROOT,
      env: { ...process.env, PORT: port, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  const end = async (server: ChildProcess, signal: NodeJS.Signals = 'SIGTERM') => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await ended
  }
  let server = start('0')
  const address = await addressOf(server)
  return {
    address,
    store: join(data, 'demo', 'store.sqlite'),
    kill: () => end(server, 'SIGKILL'),
    async resume() {
      server = start(new URL(address).port)
      await addressOf(server)
    },
    async stop() {
      await end(server)
      rmSync(data, { recursive: true, force: true })
    },
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
