import { configDefaults, defineConfig } from 'vitest/config'

const packages = ['engine', 'playbooks', 'server', 'editor'].map((name) => ({
  test: {
    name,
    root: name,
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: configDefaults.exclude,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}))

const across = (name: string, more = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    ...more,
  },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/tally.ts'],
    projects: [
      ...packages,
      across('conformance'),
      across('docs'),
      across('browser', { globalSetup: 'test/browser/setup.ts' }),
    ],
  },
})
