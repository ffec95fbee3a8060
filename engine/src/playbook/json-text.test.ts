import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../problem/problem.ts'
import { PLAYBOOK } from '../testing/small-bank.ts'
import { parsePlaybookText } from './parse.ts'

const TEXT = JSON.stringify(PLAYBOOK, null, 2)

const problemsOf = (text: string): readonly Problem[] => parsePlaybookText(text).problems
const inBrief = (problems: readonly Problem[]) => problems.map(({ code, path }) => `${code} ${path}`)

/** The text of the small bank's playbook with one change. */
function changed(from: string, to: string): string {
  expect(TEXT).toContain(from)
  return TEXT.replace(from, to)
}

describe('the text of a playbook', () => {
  it('says where text stops being JSON, and what stands there', () => {
    const [found, ...others] = problemsOf('{\n  "format": 1\n  "id": "x"\n}')
    expect(others).toEqual([])
    expect(found).toMatchObject({
      code: 'not_json',
      path: '',
      values: { line: 3, column: 3, found: '"id": "x"' },
    })
  })

  it.each([
    ['nothing', '', 1, 1],
    ['a comment', '{} // none', 1, 4],
    ['a trailing comma', '[1,\n]', 2, 1],
    ['more than one value', '{}\n{}', 2, 1],
    ['NaN', '{"a": NaN}', 1, 7],
    ['a number with a leading zero', '[01]', 1, 3],
    ['a plus sign', '[+1]', 1, 2],
    ['single quotes', "{'a': 1}", 1, 2],
    ['a bracket that closes nothing', '[1\n}', 2, 1],
    ['a bracket that is never closed', '[1', 1, 3],
    ['an unknown escape', '["\\q"]', 1, 2],
    ['a control character', '["a\u0007b"]', 1, 2],
    ['text without an end', '["a\n]', 1, 2],
    ['a word', 'playbook', 1, 1],
  ])('refuses %s', (_, text, line, column) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ code: 'not_json', path: '' })])
    expect(problemsOf(text)[0]?.values).toMatchObject({ line, column })
  })

  it('shows nothing that would take over a terminal, nor more than a line', () => {
    const [found] = problemsOf('\u001b[31m\nred')
    expect(found?.values.found).toBe('\uFFFD[31m')
    expect(problemsOf(`{"format": "\\u001b[31m"}`)[0]?.what).not.toContain('\u001b')
  })

  it('refuses a key that occurs twice in one object, because one of the two would not count', () => {
    const problems = problemsOf(changed('"currency": "CNY",', '"currency": "CNY",\n  "currency": "CZK",'))
    expect(inBrief(problems)).toEqual(['duplicate_key /currency'])
    expect(problems[0]?.values).toMatchObject({ key: 'currency', line: 9, column: 3 })
    expect(inBrief(problemsOf('{"a": {"b": 1, "b": 2}, "c": {"b": 1}}'))).toEqual(['duplicate_key /a/b'])
  })

  it.each(['[', '{"a":', '[{"not":', '[}', '[},'])('refuses without end nested %s', (opening) => {
    for (const times of [200, 200_000]) {
      const [found, ...others] = problemsOf(opening.repeat(times))
      expect(others).toEqual([])
      expect(found?.code).toMatch(/^(too_deep|not_json)$/)
    }
  })

  it('reads a document that is 100 levels deep and refuses one more, at its place', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`
    expect(inBrief(problemsOf(nested(100)))).toEqual(['wrong_type '])
    expect(problemsOf(`\n ${nested(101)}`)).toEqual([
      expect.objectContaining({ code: 'too_deep', values: { most: 100, line: 2, column: 102 } }),
    ])
  })

  it('refuses a text that is no playbook by its size alone', () => {
    expect(inBrief(problemsOf(' '.repeat(16 * 1024 * 1024 + 1)))).toEqual(['too_large '])
  })

  it('never throws, whatever the text', () => {
    const bits = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '1',
      'null',
      '\\',
      '\ud800',
      '\u0000',
      '__proto__',
      ' ',
      '\n',
      '/*',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(bits, { maxLength: 40 }).map((parts) => parts.join('')),
          fc.json(),
          fc.string(),
        ),
        (text) => {
          const parsed = parsePlaybookText(text)
          expect(parsed.ok).toBe(false)
          expect(parsed.problems.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('accepts exactly the JSON that JSON.parse accepts', () => {
    const bits = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"b\\n"',
      ':',
      ',',
      '1',
      '-1.5e3',
      '01',
      '.5',
      'null',
      'true',
      ' ',
      '\n',
      '\u00a0',
      '"\\x"',
      '"\t"',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        const isJson = (() => {
          try {
            JSON.parse(text)
            return true
          } catch {
            return false
          }
        })()
        expect(problemsOf(text).some(({ code }) => code === 'not_json')).toBe(!isJson)
      }),
      { numRuns: 3000 },
    )
  })
})
