import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Plan } from '../plan/plan.ts'
import { decode } from '../population/column.ts'
import { populationOf } from '../population/population.ts'
import { customer, nodes, on, PLAYBOOK, planOf, rateCut, SMALL } from '../testing/small-bank.ts'
import type { Maybe } from '../values/value-type.ts'
import { interpret } from './closures/interpret.ts'
import { compile } from './columns/compile.ts'
import { decide } from './decide.ts'
import type { Decider } from './decisions.ts'
import { referenceEvaluator } from './reference/reference.ts'
import { traced } from './trace/traced.ts'

/** Names that would mean something as JavaScript, JSON, a key of an object, a path or a name of our own. */
const HOSTILE = [
  '");globalThis.taken=true;//',
  "'+(globalThis.taken=true)+'",
  '$' + '{globalThis.taken=true}',
  '__proto__',
  'constructor',
  'toString',
  'prototype.polluted',
  'missing:held_tier',
  'always:',
  '#0',
  '~0',
  '$.taken',
  '\u0000\u2028\u2029\n\\',
  '名字',
  '<script>taken=1</script>',
  'end\u0000memory',
]

const run = on('2026-03-02', rateCut('2026-03-01'))
const people = [customer({ fees: 6000, deposits: 1 }), customer({ fees: 10_000 }), customer()]

/** The small bank's plan with other names for its facts, steps and class values, which no playbook may have. */
function renamed(rename: (name: string) => string): Plan {
  const names = new Set([...SMALL.types.keys()])
  const seen = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    return 'name' in value && typeof value.name === 'string' && names.has(value.name)
      ? { ...value, name: rename(value.name) }
      : value
  }
  const steps: Plan['steps'] = JSON.parse(JSON.stringify(SMALL.steps, seen))
  const facts: Plan['playbook']['facts'] = JSON.parse(JSON.stringify(SMALL.playbook.facts, seen))
  return {
    ...SMALL,
    playbook: { ...SMALL.playbook, facts },
    steps,
    outputs: steps.filter(({ output }) => output),
    types: new Map([...SMALL.types].map(([name, type]) => [rename(name), type])),
  }
}

const valuesOf = (plan: Plan, facts: ReadonlyMap<string, Maybe>, by: Decider): Maybe[] => {
  const { columns } = by.decide(populationOf(plan, [facts]), run)
  return plan.steps.map(({ name, type }) => decode(type, columns.get(name)?.[0] ?? Number.NaN))
}

afterEach(() => vi.restoreAllMocks())

describe('a hostile name', () => {
  it.each(HOSTILE)('such as %j changes no decision and runs nothing, by any evaluator', async (hostile) => {
    const numbers = new Map([...SMALL.types.keys()].map((name, at) => [name, `${hostile}${at}`]))
    const rename = (name: string) => numbers.get(name) ?? name
    // One of them has the name alone.
    numbers.set('balance', hostile)
    const plan = renamed(rename)
    const wanted = plan.steps.map(({ name }) => name)
    for (const facts of people) {
      const same = new Map([...facts].map(([name, value]) => [rename(name), value]))
      const expected = await referenceEvaluator(SMALL).decide(facts, run)
      const values = SMALL.steps.map(({ name }) => expected.values.get(name) ?? null)
      const reference = await referenceEvaluator(plan).decide(same, run)
      expect(
        plan.steps.map(({ name }) => reference.values.get(name) ?? null),
        'reference',
      ).toEqual(values)
      expect(valuesOf(plan, same, compile(plan, { wanted })), 'columns').toEqual(values)
      expect(valuesOf(plan, same, compile(plan, { wanted, most: 32 })), 'columns in pieces').toEqual(values)
      expect(valuesOf(plan, same, interpret(plan, { wanted })), 'closures').toEqual(values)
      const trace = traced(plan).decide(same, run)
      expect(
        plan.steps.map(({ name }) => trace.value(name)),
        'trace',
      ).toEqual(values)
      expect(JSON.parse(trace.text()).steps).toEqual(JSON.parse(JSON.stringify(trace)).steps)
    }
    expect(Reflect.get(globalThis, 'taken')).toBeUndefined()
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('is not in generated code: it holds no names at all, and is the same whatever they are', () => {
    const made: Uint8Array[] = []
    const Original = WebAssembly.Module
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function module(bytes) {
      made.push(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer))
      return new Original(bytes)
    })
    const wanted = (plan: Plan) => plan.steps.slice(0, 30).map(({ name }) => name)
    const other = renamed((name) => `injected_${name}`)
    for (const plan of [SMALL, other]) {
      compile(plan, { wanted: wanted(plan), most: 77 }).decide(populationOf(plan, [new Map()]), run)
    }
    expect(made).toHaveLength(1)
    const text = new TextDecoder('latin1').decode(made[0])
    for (const name of [...SMALL.types.keys(), 'A', 'B', 'phone', 'injected'].filter(
      ({ length }) => length > 3,
    ))
      expect(text.includes(name), name).toBe(false)
    // Sections 1, 2, 3, 7 and 10: types, the memory, functions, their numbers and their code; no custom section.
    const bytes = [...(made[0] ?? [])]
    expect(sectionsOf(bytes)).toEqual([1, 2, 3, 7, 10])
  })

  it('is no name of a node: the schema refuses it, but for a plain word that means nothing here', () => {
    const named = (id: string) => planOf({ ...PLAYBOOK, nodes: [{ ...nodes.contribution, id }] })
    for (const hostile of HOSTILE.filter((each) => each !== 'constructor'))
      expect(() => named(hostile), hostile).toThrow()
    const facts = customer({ fees: 6000 })
    expect(decide(named('constructor'), facts, run)).toEqual({ constructor: 6000 })
    expect(decide(named('contribution'), facts, run)).toEqual({ contribution: 6000 })
  })
})

function sectionsOf(bytes: readonly number[]): number[] {
  const ids: number[] = []
  let at = 8
  while (at < bytes.length) {
    ids.push(bytes[at] ?? -1)
    at += 1
    let [size, shift] = [0, 0]
    for (;;) {
      const byte = bytes[at] ?? 0
      at += 1
      size += (byte & 0x7f) * 2 ** shift
      shift += 7
      if (byte < 0x80) break
    }
    at += size
  }
  return ids
}
