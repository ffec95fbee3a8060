import { configDefaults, defineConfig } from 'vitest/config'

const unit = ['engine', 'playbooks', 'server', 'editor'].map((name) => ({
  test: { name, root: name, include: ['src/**/*.test.{ts,tsx}'], exclude: configDefaults.exclude, testTimeout: 60_000 },
}))

export default defineConfig({
  test: {
    projects: [
      ...unit,
      { test: { name: 'conformance', root: 'test', include: ['conformance/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
})
