import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DIST = join(ROOT, 'editor', 'dist', 'site')
const SOURCES = ['editor/src', 'editor/public', 'editor/index.html', 'editor/vite.config.ts', 'engine/src']

/** Builds the editor when it is not built or its sources are newer; the directory to serve, null without one. */
export function builtEditor({ build }: { readonly build: boolean }): string | null {
  const page = join(DIST, 'index.html')
  const built = existsSync(page) ? statSync(page).mtimeMs : 0
  if (build && built < Math.max(...SOURCES.map((source) => lastChange(join(ROOT, source))))) {
    console.log('Building the editor ...')
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    spawnSync(process.execPath, [vite, 'build', 'editor', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  return existsSync(page) ? DIST : null
}

/** When a file, or the latest of a directory, was changed; 0 for none. */
function lastChange(path: string): number {
  if (!existsSync(path)) return 0
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path, { recursive: true, withFileTypes: true }).reduce(
    (latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs),
    found.mtimeMs,
  )
}
