import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { z3Solver } from './solver.ts'

const solver = z3Solver()
afterAll(() => solver.close())

/** A question that z3 does not get to the end of: cubes that add up to a cube. */
const ENDLESS = [
  ...['x', 'y', 'z'].map((name) => `(declare-const ${name} Int)(assert (> ${name} 1))`),
  '(assert (= (+ (* x x x) (* y y y)) (* z z z)))',
  '(check-sat)',
].join('\n')

describe('the solver', () => {
  it('finds values, and proves that there are none', async () => {
    const between = (least: number, most: number) =>
      `(declare-const v1 Int)(assert (< ${least} v1))(assert (< v1 ${most}))(check-sat)(get-value (v1))`
    expect(await solver.solve(between(3, 5), 20_000)).toEqual({ status: 'sat', model: '((v1 4))\n' })
    expect(await solver.solve(between(3, 4), 20_000)).toEqual({ status: 'unsat' })
  })

  it('answers several questions in the order in which they are asked', async () => {
    const asked = [1, 2, 3].map((value) =>
      solver.solve(`(declare-const v1 Int)(assert (= v1 ${value}))(check-sat)(get-value (v1))`, 20_000),
    )
    expect((await Promise.all(asked)).map(({ model }) => model?.trim())).toEqual([
      '((v1 1))',
      '((v1 2))',
      '((v1 3))',
    ])
  })

  it('reads each of many questions as it was asked', async () => {
    for (let value = 0; value < 300; value += 1) {
      const asked = `(declare-const v1 Int)(assert (= v1 ${value}))(check-sat)(get-value (v1))`
      expect((await solver.solve(asked, 20_000)).model?.trim()).toBe(`((v1 ${value}))`)
    }
  }, 60_000)

  it('says that it does not know when its time is over', async () => {
    const started = performance.now()
    expect(await solver.solve(ENDLESS, 300)).toEqual({ status: 'unknown' })
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('takes nonsense for a question that it cannot answer', async () => {
    expect((await solver.solve('(assert', 1000)).status).toBe('unknown')
    expect((await solver.solve('', 1000)).status).toBe('unknown')
  })

  it('works again after it was closed, and keeps nothing of what it was asked', async () => {
    await solver.close()
    const question = '(declare-const v1 Int)(check-sat)'
    for (let time = 0; time < 20; time += 1) expect((await solver.solve(question, 20_000)).status).toBe('sat')
  })

  it('answers questions that are open when it is closed', async () => {
    const other = z3Solver()
    const open = other.solve(ENDLESS, 20_000)
    setTimeout(() => other.close(), 1500)
    expect(await open).toEqual({ status: 'unknown' })
  })

  it('does not keep the process alive', async () => {
    const from = fileURLToPath(new URL('./solver.ts', import.meta.url))
    const program = [
      `const { z3Solver } = await import(${JSON.stringify(from)})`,
      `console.log((await z3Solver().solve('(declare-const v1 Int)(check-sat)', 20_000)).status)`,
    ].join('\n')
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 60_000,
    })
    expect(stdout.trim()).toBe('sat')
  })
})
