import { expect, test } from 'vitest'
import { formulaLanguage } from './formula-language.ts'
import type { Suggestion } from './language.ts'

const figure = (written: string, name: string, also: string[] = []): Suggestion => ({
  is: 'fact',
  written,
  name,
  type: 'Amount',
  about: '',
  also,
})

const language = formulaLanguage({
  figures: [
    figure('demand_deposits', 'Demand deposits', ['活期存款']),
    figure('tier', 'Customer tier', ['客户分层']),
    figure('fees_12m', 'Fees', ['手续费']),
  ],
  functions: [{ ...figure('min()', 'min(a, b, …)'), is: 'function', caret: 4 }],
  words: [],
  valuesOf: (name) => (name === 'tier' ? [figure('"A"', ''), figure('"B"', '')] : []),
})

/** What is offered at `|`, and what it would take the place of. */
function offered(marked: string, asked = false) {
  const at = marked.indexOf('|')
  const text = marked.replace('|', '')
  const found = language.suggest(text, at, asked)
  return (
    found && {
      replaces: text.slice(found.at, found.end),
      written: found.suggestions.map((each) => each.written),
    }
  )
}

test('A figure is found by its id, by its name in either language, and by a word within', () => {
  for (const begun of ['demand', 'Demand d', '活期', 'deposits', '存款']) {
    const typed = begun.replace('Demand d', 'Demand')
    expect(offered(`fees_12m * 2 + ${typed}|`)).toEqual({ replaces: typed, written: ['demand_deposits'] })
  }
})

test('Where nothing is begun, everything is offered to who asks and nothing to who does not', () => {
  expect(offered('fees_12m + |')).toBeNull()
  expect(offered('fees_12m + |', true)?.written).toEqual(['demand_deposits', 'tier', 'fees_12m', 'min()'])
  expect(offered('20|')).toBeNull()
})

test('After a class and an equals sign its values are offered, begun or not', () => {
  expect(offered('if(tier = |')).toEqual({ replaces: '', written: ['"A"', '"B"'] })
  expect(offered('if(tier != "B|", 1, 2)')).toEqual({ replaces: '"B"', written: ['"B"'] })
})

test('A function before its bracket is offered without another', () => {
  expect(offered('mi|(1, 2)')?.written).toEqual(['min'])
  expect(offered('mi|')?.written).toEqual(['min()'])
})
