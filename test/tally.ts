import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Ends a run with one line that people and programs can read: `N passed, N failed`. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state)
      // A file that cannot be loaded has no tests to fail.
      if (states.length === 0 && module.state() === 'failed') counts.failed += 1
      for (const state of states) counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
    }
    const { passed, failed, skipped } = counts
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  }
}
