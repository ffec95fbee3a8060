import type { Leaf, PlaybookCondition, Test } from '../condition/condition.ts'
import type { Item } from './block.ts'
import type { BookWords } from './book-words.ts'

/** A condition as a line, with its parts under it where it has several. */
export function conditionItem(condition: PlaybookCondition, words: BookWords): Item {
  if ('is' in condition) return { text: leafText(condition, words) }
  const [key, parts] = partsOf(condition)
  const [only] = parts
  if (key !== 'not' && only && parts.length === 1) return conditionItem(only, words)
  return { text: words.say(`condition.${key}`), items: parts.map((each) => conditionItem(each, words)) }
}

/** A condition in one sentence; groups within groups stand in brackets. */
export function conditionText(condition: PlaybookCondition, words: BookWords): string {
  if ('is' in condition) return leafText(condition, words)
  const [key, parts] = partsOf(condition)
  const texts = parts.map((each) =>
    'is' in each
      ? leafText(each, words)
      : words.say('condition.bracket', { text: conditionText(each, words) }),
  )
  if (key === 'not') return words.say('condition.negated', { text: texts.join('') })
  return texts.reduce((first, second) => words.say(`condition.${key}_join`, { first, second }))
}

type Group = Exclude<PlaybookCondition, Leaf>

function partsOf(condition: Group): readonly ['all' | 'any' | 'not', readonly PlaybookCondition[]] {
  if ('all' in condition) return ['all', condition.all]
  return 'any' in condition ? ['any', condition.any] : ['not', [condition.not]]
}

function leafText(leaf: Leaf, words: BookWords): string {
  const name = words.figure(leaf.of)
  if (!isTest(leaf)) return words.say('condition.presence', { name, is: leaf.is })
  const than = comparedWith(leaf, words)
  const text = words.say('condition.compared', { name, is: comparisonOf(leaf), than })
  if (leaf.ifMissing === undefined) return text
  return words.say('condition.if_missing', { text, holds: String(leaf.ifMissing) })
}

/** One of a single value is that value. */
function comparisonOf(leaf: Test): string {
  if (!('values' in leaf) || leaf.values.length > 1) return leaf.is
  return leaf.is === 'among' ? 'equal' : 'not_equal'
}

const isTest = (leaf: Leaf): leaf is Test => leaf.is !== 'known' && leaf.is !== 'missing'

function comparedWith(leaf: Test, words: BookWords): string {
  if ('values' in leaf) return words.joined(leaf.values.map((value) => words.valueOf(leaf.of, value)))
  const other = leaf.than === undefined ? [] : [words.figure(leaf.than)]
  const value = leaf.value === undefined ? [] : [words.valueOf(leaf.of, leaf.value)]
  return words.joined([...other, ...value])
}
