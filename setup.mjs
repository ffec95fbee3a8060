// Installs the pinned Node and all packages when the lockfile has changed since the last time.
// Runs on the Node already on the machine (20 or newer); everything after it runs on the pinned one.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const PNPM = 'pnpm@12.21.0'
const STAMP = 'node_modules/.installed-lockfile'

const lockfile = createHash('sha256').update(readFileSync('pnpm-lock.yaml')).digest('hex')
const installed = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockfile

if (!installed) {
  console.error('Installing packages ...')
  const install = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--loglevel=error'], {
    // Standard output belongs to the command that follows (it may print JSON for a machine).
    stdio: ['ignore', process.stderr.fd, 'inherit'],
    shell: process.platform === 'win32',
  })
  if (install.status !== 0) process.exit(install.status ?? 1)
  writeFileSync(STAMP, lockfile)
}
