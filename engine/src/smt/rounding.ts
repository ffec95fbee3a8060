import { MOST_EXACT } from '../network/arithmetic.ts'
import type { Domain } from '../network/domain.ts'
import type { Id } from '../network/graph.ts'
import { numeral } from './numeral.ts'
import type { Terms } from './terms.ts'

interface Operation {
  readonly op: keyof typeof SIGNS
  readonly left: Id
  readonly right: Id
}

const SIGNS = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

/** Half of the last place of a double, of what it is; and the least double, for the smallest. */
const UNIT = numeral(2 ** -53, 'Real')
const LEAST = numeral(Number.MIN_VALUE, 'Real')

/** More rounded results than this are not set in order pair by pair. */
const MOST_ORDERED = 24

/**
 * Sums, products and quotients of doubles. Of whole numbers that stay below 2^53 they are exact. Any other
 * result r of an exact e is the double next to it: |r - e| is at most |e| / 2^53, or the least double; it is
 * whole where e is, and never out of order with the result of a larger e.
 */
export class Rounding {
  readonly #exact: boolean
  readonly #rounded: { readonly exact: string; readonly result: string }[] = []

  constructor(exact: boolean) {
    this.#exact = exact
  }

  /** The lines that say what a vertex is; its name is that of the vertex. */
  lines(id: Id, { op, left, right }: Operation, sort: 'Int' | 'Real', terms: Terms): string[] {
    const wholes = [left, right].every((each) => isWhole(terms.domain(each)))
    const staysWhole = wholes && op !== 'divide'
    if (staysWhole && isSmall(terms.domain(id))) {
      return [
        `(define-fun v${id} () Int (${SIGNS[op]} ${terms.value(left, 'Int')} ${terms.value(right, 'Int')}))`,
      ]
    }
    const exact = `(${SIGNS[op]} ${terms.value(left, 'Real')} ${terms.value(right, 'Real')})`
    const rounded = sort === 'Int' ? `(to_real v${id})` : `v${id}`
    if (this.#exact) {
      return sort === 'Int'
        ? [`(define-fun v${id} () Int (to_int ${exact}))`]
        : [`(define-fun v${id} () Real ${exact})`]
    }
    const lines = [`(declare-const v${id} ${sort})`, `(define-fun e${id} () Real ${exact})`]
    // What a division by zero gives is not looked at, and may be anything.
    const given = op === 'divide' ? `(= ${terms.value(right, 'Real')} 0.0)` : 'false'
    const size = `(ite (>= e${id} 0.0) e${id} (- e${id}))`
    const slack = `(+ (* ${UNIT} ${size}) ${LEAST})`
    lines.push(
      `(assert (or ${given} (and (<= (- ${rounded} e${id}) ${slack}) (<= (- e${id} ${rounded}) ${slack}))))`,
    )
    if (staysWhole) {
      const most = numeral(MOST_EXACT, 'Real')
      lines.push(`(assert (=> (and (<= (- ${most}) e${id}) (<= e${id} ${most})) (= ${rounded} e${id})))`)
    }
    if (op !== 'divide' || !admitsZero(terms.domain(right)))
      this.#rounded.push({ exact: `e${id}`, result: rounded })
    return lines
  }

  /** Rounding keeps the order of numbers. */
  order(): string[] {
    const some = this.#rounded.length > MOST_ORDERED ? [] : this.#rounded
    return some.flatMap((one, at) =>
      some
        .slice(at + 1)
        .flatMap((other) => [
          `(assert (=> (<= ${one.exact} ${other.exact}) (<= ${one.result} ${other.result})))`,
          `(assert (=> (<= ${other.exact} ${one.exact}) (<= ${other.result} ${one.result})))`,
        ]),
    )
  }
}

const isWhole = (domain: Domain): boolean => domain.kind === 'numbers' && domain.whole

const isSmall = (domain: Domain): boolean =>
  domain.kind === 'numbers' && Math.abs(domain.least) < MOST_EXACT && Math.abs(domain.most) < MOST_EXACT

const admitsZero = (domain: Domain): boolean =>
  domain.kind !== 'numbers' || (domain.least <= 0 && domain.most >= 0)
