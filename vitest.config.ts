import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

const TESTS = 'src/**/*.test.{ts,tsx}'
const { exclude } = configDefaults
const inPackage = {
  exclude,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Of one in the developer's environment tests know nothing.
  env: { DATABASE_URL: '' },
  // Tests of packages wait for nobody but themselves: every core has its file. What comes after has the machine alone.
  maxWorkers: availableParallelism(),
  // Loading what a bank needs, and warming it up, costs more than most files: a worker does it once.
  isolate: false,
  sequence: { groupOrder: 0 },
}

const packages = ['engine', 'playbooks', 'editor'].map((name) => ({
  test: { ...inPackage, name, root: name, include: [TESTS] },
}))

const server = {
  test: {
    ...inPackage,
    name: 'server',
    root: 'server',
    include: [TESTS],
    exclude: [...exclude, '**/*.postgres.test.ts'],
  },
}

/** Whatever works on a store runs on PostgreSQL too, but for what is said of SQLite only. */
const usesStore = (file: string): boolean =>
  !file.endsWith('.sqlite.test.ts') &&
  /\/testing\/(small-bank|test-banks|database)\.ts'/.test(readFileSync(`server/${file}`, 'utf8'))

const serverOnPostgres = {
  test: {
    ...inPackage,
    name: 'server-postgres',
    root: 'server',
    include: globSync('src/**/*.test.ts', { cwd: 'server' }).filter(usesStore),
    globalSetup: join(import.meta.dirname, 'server/src/testing/postgres-setup.ts'),
  },
}

const across = (name: string, more = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    sequence: { groupOrder: 1 },
    ...more,
  },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/tally.ts'],
    projects: [
      ...packages,
      server,
      serverOnPostgres,
      across('conformance'),
      across('docs'),
      across('browser', {
        globalSetup: 'test/browser/setup.ts',
        // A page works its figures out anew after each edit, on a busy machine for longer than the second of the default.
        expect: { poll: { timeout: 20_000 } },
        // Each file has a bank and a browser of its own, and waits for them half of its time.
        maxWorkers: 2,
        // On a busy machine a test is, seldom, quicker than the page that it looks at; whatever is tried again is told.
        retry: 1,
        sequence: { groupOrder: 2 },
      }),
    ],
  },
})
