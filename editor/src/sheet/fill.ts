import { formatDay, parseDay } from '@branch-playbook/engine'

/** A number or a day in a text. */
interface Figure {
  readonly value: number
  readonly isDay: boolean
}

/** The figures in a text, and what stands between them. */
interface Pattern {
  readonly between: readonly string[]
  readonly figures: readonly Figure[]
}

/** A minus after a figure or a word is no sign. */
const FIGURE = /\d{4}-\d{2}-\d{2}|(?<![\w.)\]]\s?)-?\d+(?:\.\d+)?|\d+(?:\.\d+)?/g

function patternOf(text: string): Pattern {
  const figures = (text.match(FIGURE) ?? []).map((written) => {
    const day = parseDay(written)
    return { value: day ?? Number(written), isDay: day !== null }
  })
  return { between: text.split(FIGURE), figures }
}

/**
 * The next texts of a series, as a spreadsheet fills them in: where the figures of two or more texts go on by equal
 * steps, such as `[0..9]`, `[10..19]`, the figures that follow; otherwise the same texts again and again. Downwards
 * from the last text, or backwards from the first.
 */
export function filled(texts: readonly string[], count: number, backwards = false): string[] {
  const source = backwards ? texts.toReversed() : texts
  const steps = stepsOf(source.map(patternOf))
  const { between, figures } = patternOf(source.at(-1) ?? '')
  const made = Array.from({ length: count }, (_, at) => {
    if (!steps) return source[at % source.length] ?? ''
    const next = figures.map(({ value, isDay }, place) => {
      const stepped = plus(value, (steps[place] ?? 0) * (at + 1))
      return isDay ? formatDay(stepped) : String(stepped)
    })
    return between.map((text, place) => text + (next[place] ?? '')).join('')
  })
  return backwards ? made.toReversed() : made
}

/** By how much each figure goes on from text to text; null when the texts are no series. */
function stepsOf(patterns: readonly Pattern[]): readonly number[] | null {
  const [first, ...rest] = patterns
  if (!first || rest.length === 0 || first.figures.length === 0) return null
  if (rest.some(({ between }) => between.join('\0') !== first.between.join('\0'))) return null
  const stepsFrom = ({ figures }: Pattern, at: number) =>
    figures.map(({ value }, place) => plus(value, -(patterns[at]?.figures[place]?.value ?? 0)))
  const [steps = [], ...others] = rest.map(stepsFrom)
  const isEven = others.every((each) => each.every((step, place) => step === steps[place]))
  return isEven && steps.some((step) => step !== 0) ? steps : null
}

/** Without what binary fractions add to decimal ones. */
const plus = (left: number, right: number): number => Number((left + right).toFixed(10))
