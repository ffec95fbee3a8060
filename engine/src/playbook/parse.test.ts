import { describe, expect, it } from 'vitest'
import { describeProblem, type Problem } from '../problem/problem.ts'
import { PLAYBOOK } from '../testing/small-bank.ts'
import { parsePlaybook, parsePlaybookText } from './parse.ts'

const TEXT = JSON.stringify(PLAYBOOK, null, 2)

const problemsOf = (text: string): readonly Problem[] => parsePlaybookText(text).problems
const inBrief = (problems: readonly Problem[]) => problems.map(({ code, path }) => `${code} ${path}`)

/** The text of the small bank's playbook with one change. */
function changed(from: string, to: string): string {
  expect(TEXT).toContain(from)
  return TEXT.replace(from, to)
}

describe('parsePlaybookText', () => {
  it('reads what was written, with or without a byte order mark', () => {
    for (const text of [TEXT, `\uFEFF${TEXT}`, TEXT.replaceAll('\n', '\r\n')]) {
      expect(parsePlaybookText(text)).toEqual({ ok: true, value: PLAYBOOK, problems: [] })
    }
  })

  it('refuses __proto__ wherever it stands, and takes nothing from it', () => {
    expect(inBrief(problemsOf(`{"__proto__": ${TEXT}}`))).toEqual(['forbidden_key /__proto__'])
    expect(
      inBrief(problemsOf(changed('"tests": []', '"tests": [], "layout": {"__proto__": {"x": 1}}'))),
    ).toEqual(['forbidden_key /layout/__proto__'])
  })

  it('refuses half a character, which could not be kept, in values and in keys', () => {
    expect(inBrief(problemsOf(changed('"en": "Small bank"', '"en": "\\ud83d"')))).toEqual([
      'broken_character /name/en',
    ])
    expect(inBrief(problemsOf('{"a": {"\\ud83d": 1}}'))).toEqual(['broken_character /a'])
    expect(parsePlaybookText(changed('"en": "Small bank"', '"en": "\\ud83d\\ude00"')).ok).toBe(true)
  })

  it.each<[string, string, string, string]>([
    ['an unknown field', '"id": "small"', '"id": "small", "colour": "red"', 'unknown_field /colour'],
    [
      'a field of another kind of node',
      '"kind": "tier"',
      '"kind": "tier", "rows": "x"',
      'unknown_field /nodes/2/rows',
    ],
    ['a missing field', '"currency": "CNY",', '', 'field_missing /currency'],
    ['a missing format', '"format": 1,', '', 'field_missing /format'],
    ['another format', '"format": 1,', '"format": 2,', 'not_a_choice /format'],
    ['text for a number', '"from": 10000', '"from": "5,000"', 'wrong_type /nodes/2/bands/0/from'],
    ['a number for text', '"id": "small"', '"id": 5', 'wrong_type /id'],
    ['null for a list', '"tests": []', '"tests": null', 'wrong_type /tests'],
    ['an amount with decimals', '"valueCap": 20000', '"valueCap": 1.5', 'wrong_type /nodes/9/valueCap'],
    [
      'an amount beyond exactness',
      '"valueCap": 20000',
      '"valueCap": 9007199254740993',
      'too_big /nodes/9/valueCap',
    ],
    ['more than a number holds', '"from": 10000', '"from": 1e999', 'too_big /nodes/2/bands/0/from'],
    ['less than a number holds', '"from": 10000', '"from": -1e999', 'too_small /nodes/2/bands/0/from'],
    [
      'too many decimals',
      '"rate": 1.5',
      '"rate": 1.55555',
      'too_many_decimals /nodes/0/calculation/terms/0/rate',
    ],
    ['minutes of nothing', '"minutes": 15', '"minutes": 0', 'too_small /nodes/5/duties/A/minutes'],
    ['too many minutes', '"minutes": 15', '"minutes": 481', 'too_big /nodes/5/duties/A/minutes'],
    [
      'a channel that there is not',
      '"channel": "sms"',
      '"channel": "pigeon"',
      'not_a_choice /nodes/7/channel',
    ],
    ['a kind that there is not', '"kind": "coverage"', '"kind": "covrage"', 'not_a_choice /nodes/5/kind'],
    ['no kind', '"kind": "coverage",', '', 'field_missing /nodes/5/kind'],
    ['a type that there is not', '"type": "money"', '"type": "euro"', 'not_a_choice /facts/0/type'],
    [
      'a comparison that there is not',
      '"is": "among"',
      '"is": "within"',
      'not_a_choice /nodes/7/audience/is',
    ],
    ['a comparison left out', '"is": "among",', '', 'field_missing /nodes/7/audience/is'],
    [
      'an empty list',
      '"values": [\n          "A",\n          "B"\n        ]',
      '"values": []',
      'too_small /nodes/7/audience/values',
    ],
    ['a name with a space', '"id": "small"', '"id": "small bank"', 'wrong_form /id'],
    ['a name that is too long', '"id": "small"', `"id": "${'x'.repeat(65)}"`, 'wrong_form /id'],
    ['hostile text for a name', '"id": "small"', '"id": "\'; DROP TABLE x; --"', 'wrong_form /id'],
    [
      'a key that is no name',
      '"tests": []',
      '"tests": [], "layout": {"A b": {"x": 1, "y": 1}}',
      'wrong_form /layout/A b',
    ],
    ['a currency in words', '"CNY"', '"yuan"', 'wrong_form /currency'],
    [
      'a line break in the name of a tier',
      '"name": "A"',
      '"name": "A\\nB"',
      'wrong_form /nodes/2/bands/0/name',
    ],
    ['an empty label', '"en": "balance"', '"en": ""', 'too_small /facts/0/label/en'],
    ['a name in one language only', '"zh-CN": "balance（中）",', '', 'field_missing /facts/0/label/zh-CN'],
    [
      'a day that does not exist',
      '"tests": []',
      '"tests": [{"name": "x", "facts": {}, "asOf": "2026-02-29", "expect": {}}]',
      'wrong_value /tests/0/asOf',
    ],
  ])('points at %s', (_, from, to, brief) => {
    const problems = problemsOf(changed(from, to))
    expect(inBrief(problems)).toEqual([brief])
    for (const locale of ['en', 'zh-CN'] as const) {
      const { what, mend } = describeProblem(problems[0] ?? expect.fail(), locale)
      expect(`${what} ${mend}`).not.toMatch(/[{}]|undefined|\[object/)
    }
  })

  it('says what was found, and which choices there are', () => {
    const [channel] = problemsOf(changed('"channel": "sms"', '"channel": "pigeon"'))
    expect(channel).toMatchObject({
      what: '"pigeon" is not one of the choices here.',
      mend: 'Write one of: phone, visit, wechat, sms, app, letter.',
    })
    const [kind] = problemsOf(changed('"kind": "coverage"', '"kind": "covrage"'))
    expect(kind?.mend).toContain('coverage, trigger')
    const [number] = problemsOf(changed('"from": 10000', '"from": "5,000"'))
    expect(number).toMatchObject({
      what: '"5,000" is not a number.',
      mend: 'Write the number without quotation marks here.',
    })
    const [decimals] = problemsOf(changed('"valueCap": 20000', '"valueCap": 1.5'))
    expect(decimals?.what).toBe('1.5 is not a whole number.')
    const [kindless] = problemsOf(changed('"is": "among",', ''))
    expect(kindless?.what).toContain('"is" is missing (equal, not_equal, less,')
  })

  it('takes a condition with both "all" and "any" for what it is: a mistake', () => {
    const leaf = '{ "of": "tier", "is": "among", "values": ["A"] }'
    const text = JSON.stringify(PLAYBOOK).replace(
      /"audience":\{[^}]*\}/,
      `"audience":{"all":[${leaf}],"any":[${leaf}]}`,
    )
    expect(inBrief(problemsOf(text))).toEqual(['unknown_field /nodes/7/audience/any'])
  })

  it('reports no more problems than anybody reads, and takes no time for the rest', () => {
    const many = [
      changed('"tests": []', `"tests": [${'{},'.repeat(100_000)}{}]`),
      `{${Array.from({ length: 100_000 }, (_, at) => `"field_${at}": 1`).join(',')}}`,
      `{${'"k":1,'.repeat(100_000)}"k":1}`,
      changed(
        '"tests": []',
        `"tests": [], "layout": {${Array.from({ length: 50_000 }, (_, at) => `"N ${at}": 1`).join(',')}}`,
      ),
    ]
    for (const text of many) expect(problemsOf(text).length).toBeLessThanOrEqual(800)
    expect(problemsOf(`{${'"k":1,'.repeat(1000)}"k":1}`)).toHaveLength(200)
  })
})

describe('parsePlaybook', () => {
  it('returns problems for values that no JSON holds', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const values = [
      undefined,
      null,
      1n,
      Symbol('x'),
      () => 1,
      Number.NaN,
      loop,
      [loop],
      new Map(),
      new Date(0),
      { format: 1n },
    ]
    for (const value of values) {
      const { ok, problems } = parsePlaybook(value)
      expect(ok).toBe(false)
      for (const { what } of problems) expect(what).not.toBe('')
    }
    expect(inBrief(parsePlaybook(undefined).problems)).toEqual(['wrong_type '])
    expect(parsePlaybook(loop).problems[0]?.code).toBe('too_deep')
  })

  it('refuses the same depth as the text would', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { inner: nested(levels - 1) })
    expect(parsePlaybook(nested(100)).problems[0]?.code).not.toBe('too_deep')
    const [deep] = parsePlaybook(nested(101)).problems
    expect(deep).toMatchObject({ code: 'too_deep', path: '/inner'.repeat(8) })
    expect(deep?.what).toBe('The document is nested more than 100 levels deep.')
  })

  it('shows of a value only what helps', () => {
    const found = (value: unknown) => parsePlaybook({ ...PLAYBOOK, id: value }).problems[0]?.values.found
    expect(found([1, 2, 3])).toBe('[...]')
    expect(found({ a: 1 })).toBe('{...}')
    expect(found('X'.repeat(1000))).toBe(`"${'X'.repeat(60)}..."`)
    expect(found('X'.repeat(60))).toBe(`"${'X'.repeat(60)}"`)
  })
})
