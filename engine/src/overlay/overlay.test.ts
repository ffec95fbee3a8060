import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import { diff } from '../diff/diff.ts'
import { changeWords } from '../diff/words.ts'
import { mergePlaybooks } from '../merge/merge.ts'
import { playbookHash } from '../playbook/identity.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { isError } from '../problem/problem.ts'
import { ruleBook } from '../rulebook/rulebook.ts'
import { gate, productPlaybook, spring } from '../testing/product-bank.ts'
import { nodes, PLAYBOOK, planOf, playbookWith, text } from '../testing/small-bank.ts'
import { applyOverlay } from './apply-overlay.ts'
import { openableFields, openedBy } from './opened.ts'
import type { Parameter } from './parameter.ts'

const parameter = (id: string, node: string, field: string, min: number, max: number, step?: number) =>
  ({ id, name: text(id), node, field, min, max, ...(step !== undefined && { step }) }) satisfies Parameter

const BOUND = parameter('tier_a', 'tier', '/bands/A/from', 8000, 20_000, 500)
const EVERY = parameter('a_every', 'duty', '/duties/A/every', 5, 20)
const SECOND = parameter('tier_b', 'tier', '/bands/B/from', 2000, 12_000)

const opening = (...parameters: readonly Parameter[]): Playbook => ({
  ...PLAYBOOK,
  parameters: [...parameters],
})
const OPEN = opening(BOUND, EVERY, SECOND)

const errorsOf = (playbook: Playbook) =>
  check(playbook)
    .filter(isError)
    .map(({ code, path }) => `${code} ${path}`)

const overlaid = (values: Readonly<Record<string, number>>, playbook = OPEN) => {
  const result = applyOverlay(playbook, values)
  return result.ok ? result.value : expect.fail(JSON.stringify(result.problems))
}

const refusalOf = (values: Readonly<Record<string, number>>, playbook = OPEN) => {
  const result = applyOverlay(playbook, values)
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`)
}

const ownOf = (playbook: Playbook) =>
  (playbook.parameters ?? []).map((each) => openedBy(playbook, each)?.value)

describe('the share that a campaign holds out', () => {
  it('is head office’s alone, unlike its quotas', () => {
    const held: typeof spring = { ...spring, holdout: 10, quota: { branch: 5 } }
    expect(openableFields(held).map(({ field }) => field)).toEqual([
      '/audience/value',
      '/quota/branch',
      '/minutes',
      '/urgency',
    ])
    const own = productPlaybook(held)
    const share = { ...own, parameters: [parameter('share', 'spring', '/holdout', 1, 20)] }
    expect(errorsOf(share)).toEqual(['parameter_place /parameters/0/field'])
    const quota = { ...own, parameters: [parameter('quota', 'spring', '/quota/branch', 1, 20)] }
    expect(errorsOf(quota)).toEqual([])
  })
})

describe('an opened parameter', () => {
  it('names entries of lists by their ids and names, and knows its unit', () => {
    expect(errorsOf(OPEN)).toEqual([])
    expect(openedBy(OPEN, BOUND)).toMatchObject({ path: ['bands', 0, 'from'], value: 10_000, unit: 'money' })
    expect(openedBy(OPEN, EVERY)).toMatchObject({ value: 10, unit: 'working_days' })
    const turned = playbookWith({
      ...nodes.tier,
      bands: [{ name: 'X', from: 90_000 }, ...nodes.tier.bands],
    })
    expect(openedBy(turned, BOUND)).toMatchObject({ path: ['bands', 1, 'from'], value: 10_000 })
  })

  it.each([
    ['a node that is not there', { node: 'nobody' }, 'unknown_node /parameters/0/node'],
    ['a field that is not there', { field: '/bands/Z/from' }, 'parameter_place /parameters/0/field'],
    ['an entry by its place', { field: '/bands/0/from' }, 'parameter_place /parameters/0/field'],
    ['a field that is no number', { field: '/of' }, 'parameter_place /parameters/0/field'],
    ['guardrails above its own value', { min: 10_500 }, 'parameter_own_outside /parameters/0'],
    ['guardrails below its own value', { max: 9500 }, 'parameter_own_outside /parameters/0'],
    ['guardrails that leave no choice', { max: 8000 }, 'parameter_range /parameters/0/max'],
    ['steps that miss its own value', { step: 1500 }, 'parameter_step /parameters/0/step'],
  ])('is refused for %s', (_what, other, expected) => {
    expect(errorsOf(opening({ ...BOUND, ...other }))).toEqual([expected])
  })

  it('is refused when its id or its place is opened already', () => {
    expect(errorsOf(opening(BOUND, { ...EVERY, id: BOUND.id }))).toEqual([
      'duplicate_parameter /parameters/1/id',
    ])
    expect(errorsOf(opening(BOUND, { ...BOUND, id: 'again' }))).toEqual([
      'parameter_opened_twice /parameters/1/field',
    ])
  })

  it('cannot open what decides who may be offered what', () => {
    const field = parameter('valid', gate.id, '/validFor', 100, 400)
    expect(errorsOf({ ...productPlaybook(), parameters: [field] })).toEqual(['wrong_kind /parameters/0/node'])
    expect(openableFields(gate)).toEqual([])
  })

  it('is part of what a playbook means; without any a playbook is what it was', () => {
    expect(playbookHash(OPEN)).not.toBe(playbookHash(PLAYBOOK))
    const { parameters: _none, ...without } = OPEN
    expect(playbookHash(without)).toBe(playbookHash(PLAYBOOK))
  })

  it('is offered for every number of a node that has a name to be found by', () => {
    for (const node of PLAYBOOK.nodes) {
      for (const { field } of openableFields(node)) {
        const found = openedBy(PLAYBOOK, { ...BOUND, node: node.id, field })
        expect(found?.value, `${node.id} ${field}`).toBeTypeOf('number')
      }
    }
    expect(openableFields(nodes.tier).map(({ field }) => field)).toEqual([
      '/bands/A/from',
      '/bands/B/from',
      '/hysteresis/margin',
      '/hysteresis/graceMonths',
    ])
  })

  it('follows its node to another name, is merged by its id, and is told in the rule book', () => {
    const rename = (value: string) => value.replaceAll('"duty"', '"regular"')
    const renamed: Playbook = JSON.parse(rename(JSON.stringify(OPEN)))
    expect(diff(OPEN, renamed).changes.map(({ kind, pathAfter }) => `${kind} ${pathAfter}`)).toEqual([
      'renamed /nodes/5/id',
    ])
    const mine = opening({ ...BOUND, max: 30_000 }, EVERY, SECOND)
    const theirs = opening(BOUND, { ...EVERY, max: 15 }, SECOND)
    const merged = mergePlaybooks(OPEN, mine, theirs)
    expect(merged.ok && merged.merged.parameters).toEqual(
      opening({ ...BOUND, max: 30_000 }, { ...EVERY, max: 15 }, SECOND).parameters,
    )
    const [change] = diff(OPEN, mine).changes
    const words = change && changeWords(OPEN, mine, 'en').sentence(change)
    expect(JSON.stringify(words)).toContain('¥300.00')
    const chapter = ruleBook(OPEN, 'en').chapters.find(({ id }) => id === 'parameters')
    expect(JSON.stringify(chapter)).toContain('¥200.00')
  })
})

describe('the field of a parameter in words', () => {
  it('is told by its keys as they are, whatever is written for what a pointer has a meaning for', () => {
    const before = opening(BOUND)
    const after = opening({ ...BOUND, field: '/bands/A~1B~0/from' })
    const [change] = diff(before, after).changes
    const words = change && changeWords(before, after, 'en').sentence(change)
    expect(words).toContain('bands › A/B~ › from instead of bands › A › from')
  })
})

describe('an overlay', () => {
  it('without values, or with head office’s own, is the playbook itself', () => {
    expect(overlaid({})).toBe(OPEN)
    expect(playbookHash(overlaid({ tier_a: 10_000 }))).toBe(playbookHash(OPEN))
  })

  it('decides by the branch’s numbers', () => {
    const tier = overlaid({ tier_a: 12_500, a_every: 7 }).nodes
    expect(tier.find(({ id }) => id === 'tier')).toMatchObject({
      bands: [{ from: 12_500 }, { from: 5000 }, {}],
    })
    expect(tier.find(({ id }) => id === 'duty')).toMatchObject({ duties: { A: { every: 7 } } })
  })

  it.each([
    ['a value below the guardrails', { tier_a: 7500 }, 'overlay_outside /tier_a'],
    ['a value above the guardrails', { a_every: 21 }, 'overlay_outside /a_every'],
    ['no number', { a_every: Number.NaN }, 'overlay_outside /a_every'],
    ['a value between two steps', { tier_a: 8200 }, 'overlay_off_step /tier_a'],
    ['a part of a day', { a_every: 7.5 }, 'wrong_type /nodes/5/duties/A/every'],
    ['what is not opened', { tier_c: 1 }, 'overlay_not_open /tier_c'],
    ['a name that objects have', JSON.parse('{"__proto__": 1}'), 'overlay_not_open /__proto__'],
    ['what every object has', { constructor: 1 }, 'overlay_not_open /constructor'],
    [
      'values that are right one by one and wrong together',
      { tier_a: 8000, tier_b: 9000 },
      'thresholds_out_of_order /nodes/2/bands/1/from',
    ],
  ])('is refused for %s', (_what, values, expected) => {
    expect(refusalOf(values)).toEqual([expected])
  })

  it('takes any values within guardrails and steps, changes those numbers only, and comes out the same when applied again', () => {
    const within = ({ min, max, step = 1 }: Parameter) =>
      fc.integer({ min: 0, max: Math.floor((max - min) / step) }).map((at) => min + at * step)
    const values = fc.record(
      { tier_a: within(BOUND), a_every: within(EVERY), tier_b: within(SECOND) },
      {
        requiredKeys: [],
      },
    )
    fc.assert(
      fc.property(values, (given) => {
        const set: Record<string, number> = Object.fromEntries(Object.entries(given))
        const { tier_a: a = 10_000, tier_b: b = 5000, a_every: every = 10 } = set
        const result = applyOverlay(OPEN, set)
        expect(result.ok).toBe(b < a)
        if (!result.ok) return
        expect(ownOf(result.value)).toEqual([a, every, b])
        expect(planOf(result.value).hash).toBe(playbookHash(result.value))
        const back = { tier_a: 10_000, tier_b: 5000, a_every: 10 }
        expect(playbookHash(overlaid(back, result.value))).toBe(playbookHash(OPEN))
        expect(playbookHash(overlaid(set, result.value))).toBe(playbookHash(result.value))
      }),
      { numRuns: 60 },
    )
  })

  it('refuses whatever number is outside the guardrails', () => {
    fc.assert(
      fc.property(fc.double(), fc.constantFrom(BOUND, EVERY, SECOND), (value, { id, min, max }) => {
        fc.pre(!(value >= min && value <= max))
        expect(refusalOf({ [id]: value })).toEqual([`overlay_outside /${id}`])
      }),
    )
  })
})
