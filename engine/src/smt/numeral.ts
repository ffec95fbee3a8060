/** A double, exactly, as SMT-LIB writes it: every double is a whole number over a power of two. */
export function numeral(value: number, sort: 'Int' | 'Real'): string {
  if (value < 0) return `(- ${numeral(-value, sort)})`
  if (Number.isInteger(value)) return sort === 'Int' ? String(BigInt(value)) : `${BigInt(value)}.0`
  let [scaled, power] = [value, 0n]
  // Doubling is exact, and a double has at most 1074 places behind the point.
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    power += 1n
  }
  return `(/ ${BigInt(scaled)}.0 ${2n ** power}.0)`
}

type Expression = string | readonly Expression[]

/** The values in a solver's answer such as `((v1 (- 2)) (v2 (/ 7.0 4.0)) (m2 true))`, by name. */
export function readValues(answer: string): ReadonlyMap<string, number | boolean> {
  const tokens = answer.match(/[()]|[^\s()]+/g) ?? []
  const parsed = parseAll(tokens)
  const values = new Map<string, number | boolean>()
  for (const pair of parsed.flatMap((each) => (typeof each === 'string' ? [] : each))) {
    const [name, value] = typeof pair === 'string' ? [] : pair
    const found = value === undefined ? undefined : read(value)
    if (typeof name === 'string' && found !== undefined) values.set(name, found)
  }
  return values
}

function parseAll(tokens: readonly string[]): readonly Expression[] {
  const stack: Expression[][] = [[]]
  for (const token of tokens) {
    if (token === '(') stack.push([])
    else if (token === ')') {
      const closed = stack.pop()
      if (closed) stack.at(-1)?.push(closed)
    } else stack.at(-1)?.push(token)
  }
  return stack[0] ?? []
}

function read(expression: Expression): number | boolean | undefined {
  if (typeof expression === 'string') {
    if (expression === 'true' || expression === 'false') return expression === 'true'
    const number = Number(expression)
    return Number.isNaN(number) ? undefined : number
  }
  const [operation, ...operands] = expression
  const [left, right] = operands.map(read)
  if (typeof left !== 'number') return undefined
  if (operation === '-' && right === undefined) return -left
  if (operation === '/' && typeof right === 'number') return left / right
  return undefined
}
