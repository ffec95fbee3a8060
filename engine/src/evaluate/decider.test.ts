import { afterEach, describe, expect, it, vi } from 'vitest'
import { populationOf } from '../population/population.ts'
import { customer, on, rateCut, SMALL } from '../testing/small-bank.ts'

const run = on('2026-03-02', rateCut('2026-03-01'))
const population = populationOf(SMALL, [customer({ fees: 6000, deposits: 1 }), customer()])

afterEach(() => {
  vi.restoreAllMocks()
  vi.resetModules()
})

/** The engine as a page has it whose content security policy forbids generated code. */
async function underPolicy() {
  vi.resetModules()
  const refuse = vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse() {
    throw new WebAssembly.CompileError('WebAssembly.Module(): Wasm code generation disallowed by embedder')
  })
  return { refuse, ...(await import('./decider.ts')) }
}

describe('where generated code is forbidden', () => {
  it('populations and single customers are decided all the same', async () => {
    const { compile } = await import('./columns/compile.ts')
    const { compileSingle } = await import('./columns/single.ts')
    const expected = compile(SMALL).decide(population, run)
    const single = compileSingle(SMALL, {}).decide([], run)
    const { decider, singleDecider, refuse } = await underPolicy()
    expect(decider(SMALL).decide(population, run)).toEqual(expected)
    expect(singleDecider(SMALL).decide([], run)).toEqual(single)
    // The policy is asked once; each refusal is a report to whoever watches over it.
    expect(refuse).toHaveBeenCalledTimes(1)
  })

  it('the evaluator that needs it says so', async () => {
    const { refuse: _refuse } = await underPolicy()
    const { compile } = await import('./columns/compile.ts')
    expect(() => compile(SMALL).decide(population, run)).toThrow(WebAssembly.CompileError)
  })
})

describe('where generated code is allowed', () => {
  it('it is used', async () => {
    const spy = vi.spyOn(WebAssembly, 'Module')
    vi.resetModules()
    const { decider } = await import('./decider.ts')
    decider(SMALL).decide(population, run)
    expect(spy.mock.calls.length).toBeGreaterThan(1)
  })
})
