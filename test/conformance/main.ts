import { stat } from 'node:fs/promises'
import { readCases } from './case/read-cases.ts'
import { runCase } from './case/run-case.ts'

/**
 * `npm run -s conformance -- DIR`: decides the cases of a directory by every evaluator. Prints what does not come
 * out as expected and, last, `N passed, N failed`. Exit code 0 when all pass, 1 when one fails, 2 for wrong use.
 */
async function main([directory, ...more]: readonly string[]): Promise<number> {
  const isDirectory = directory !== undefined && (await stat(directory).catch(() => null))?.isDirectory()
  if (!isDirectory || more.length > 0) {
    process.stderr.write(
      'Usage: npm run -s conformance -- DIR\nDIR holds cases as .json files; see docs/conformance.md.\n',
    )
    return 2
  }
  const cases = await readCases(directory)
  if (cases.length === 0) {
    process.stderr.write(`There are no .json files in ${directory}.\n`)
    return 2
  }
  const counts = { passed: 0, failed: 0 }
  for (const { where, read } of cases) {
    const found = read.ok ? await runCase(read.case) : [read.why]
    counts[found.length === 0 ? 'passed' : 'failed'] += 1
    if (found.length > 0)
      process.stdout.write(`FAILED ${where}\n${found.map((each) => `  ${each}\n`).join('')}`)
  }
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
  return counts.failed === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
