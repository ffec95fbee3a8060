import type { WorkingDays } from '../calendar/calendar.ts'
import { hasKnown, type Numbers } from '../network/domain.ts'
import { type Graph, type Id, inputsOf, type Key, type Vertex } from '../network/graph.ts'
import type { Domains } from '../network/propagate.ts'
import type { Maybe } from '../values/value-type.ts'
import { calendarFunction, WORKING_DAY } from './calendar.ts'
import { numeral, readValues } from './numeral.ts'
import { Rounding } from './rounding.ts'
import { or, type Sort, Terms, zero } from './terms.ts'

/**
 * A condition of the graph in SMT-LIB 2, for a solver to find values for or to prove that there are none.
 *
 * Names are numbers of vertices: nothing that a playbook says stands in the text, so nothing in a playbook can
 * be more than what it says. Whole numbers are Int, others Real, flags Bool, and classes Int. Where a result of
 * double arithmetic may be rounded, it is any number as near to the exact one as rounding leaves it; that takes
 * in every double there could be, so what cannot be among these cannot be at all. What is found among them has
 * to be tried.
 */
export interface Encoded {
  readonly text: string
  /** The variables' values from the solver's answer. */
  read(model: string): ReadonlyMap<string, Maybe>
}

interface Options {
  /** Every result as if it were exact: to look for values, never to prove that there are none. */
  readonly exact: boolean
}

/** A text longer than this would not be answered in time. */
const MOST_CHARACTERS = 4_000_000
const MOST_CELLS = 20_000

/** Null when the arithmetic may leave the doubles, or the text becomes too long. */
export function encode(
  graph: Graph,
  condition: Id,
  domains: Domains,
  workingDays: WorkingDays,
  { exact }: Options,
): Encoded | null {
  const cone = coneOf(graph, condition)
  const writer = new Writer(new Terms(domains), new Rounding(exact))
  for (const id of cone) {
    if (!writer.write(id, graph.vertex(id)) || writer.length > MOST_CHARACTERS) return null
  }
  const { terms } = writer
  const within = new Set(cone)
  const variables = [...graph.variables].filter(([, { id }]) => within.has(id))
  const asked = variables.flatMap(([, { id }]) => [`v${id}`, ...(terms.mayBeMissing(id) ? [`m${id}`] : [])])
  const text = [
    ...(cone.some((id) => graph.vertex(id).op === 'workingDay') ? [calendarFunction(workingDays)] : []),
    ...writer.lines,
    `(assert v${condition})`,
    '(check-sat)',
    ...(asked.length > 0 ? [`(get-value (${asked.join(' ')}))`] : []),
    '',
  ].join('\n')
  return {
    text,
    read(model) {
      const values = readValues(model)
      const choices = new Map([...terms.codes].map(([choice, code]) => [code, choice]))
      return new Map(
        variables.map(([name, { id }]): [string, Maybe] => {
          const found = values.get(`v${id}`)
          if (values.get(`m${id}`) === true || found === undefined) return [name, null]
          const isClass = terms.domain(id).kind === 'choices' && typeof found === 'number'
          return [name, isClass ? (choices.get(found) ?? null) : found]
        }),
      )
    },
  }
}

/** The vertices that a vertex rests on, itself among them, in order. */
function coneOf(graph: Graph, from: Id): Id[] {
  const found = new Set([from])
  for (const id of found) for (const each of inputsOf(graph.vertex(id))) found.add(each)
  return [...found].toSorted((left, right) => left - right)
}

class Writer {
  readonly terms: Terms
  readonly #rounding: Rounding
  readonly #lines: string[] = []
  length = 0

  constructor(terms: Terms, rounding: Rounding) {
    this.terms = terms
    this.#rounding = rounding
  }

  get lines(): string[] {
    return [...this.#lines, ...this.#rounding.order()]
  }

  #say(...lines: readonly string[]): true {
    for (const line of lines) {
      this.#lines.push(line)
      this.length += line.length
    }
    return true
  }

  #declare(id: Id, ...more: readonly string[]): true {
    const { terms } = this
    const missing = terms.mayBeMissing(id) ? [`(declare-const m${id} Bool)`] : []
    return this.#say(`(declare-const v${id} ${terms.sort(id)})`, ...missing, ...more)
  }

  #define(id: Id, sort: Sort, term: string, missing = 'false'): true {
    this.#say(`(define-fun v${id} () ${sort} ${term})`)
    return this.terms.mayBeMissing(id) ? this.#say(`(define-fun m${id} () Bool ${missing})`) : true
  }

  /** Says what a vertex is; false when that cannot be said. */
  write(id: Id, vertex: Vertex): boolean {
    const { terms } = this
    const sort = terms.sort(id)
    switch (vertex.op) {
      case 'variable':
        return this.#declare(id, ...terms.bounds(id))
      case 'constant':
        return this.#define(id, sort, terms.scalar(vertex.value, sort))
      case 'nothing':
        return this.#define(id, sort, zero(sort), 'true')
      case 'choose': {
        const pick = (of: (each: Id) => string) =>
          vertex.rules.reduceRight(
            (rest, { when, take }) => `(ite v${when} ${of(take)} ${rest})`,
            of(vertex.otherwise),
          )
        return this.#define(
          id,
          sort,
          pick((each) => terms.value(each, sort)),
          pick((each) => terms.missing(each)),
        )
      }
      case 'lookup':
        if (vertex.results.length > MOST_CELLS) return false
        return this.#define(id, sort, this.#cells(vertex, vertex.keys, 0, vertex.results.length, sort))
      case 'all':
      case 'any': {
        const members = vertex.of.map((each) => terms.value(each, 'Bool'))
        return this.#define(id, 'Bool', `(${vertex.op === 'all' ? 'and' : 'or'} ${members.join(' ')})`)
      }
      case 'not':
        return this.#define(id, 'Bool', `(not ${terms.value(vertex.of, 'Bool')})`)
      case 'missing':
        return this.#define(id, 'Bool', terms.missing(vertex.of))
      case 'among': {
        const value = terms.value(vertex.of, 'Int')
        return this.#define(id, 'Bool', or(vertex.values.map((each) => `(= ${value} ${terms.code(each)})`)))
      }
      case 'equal':
      case 'less':
      case 'at_most': {
        const common = commonSort(terms.sort(vertex.left), terms.sort(vertex.right))
        if (common === 'Bool' && vertex.op !== 'equal') return this.#define(id, 'Bool', 'false')
        const [left, right] = [terms.value(vertex.left, common), terms.value(vertex.right, common)]
        return this.#define(id, 'Bool', `(${SIGNS[vertex.op]} ${left} ${right})`)
      }
      case 'floor': {
        const whole = terms.sort(vertex.of) === 'Int'
        return this.#define(
          id,
          'Int',
          whole ? terms.value(vertex.of, 'Int') : `(to_int ${terms.value(vertex.of, 'Real')})`,
        )
      }
      case 'workingDay':
        this.#define(id, 'Int', `(${WORKING_DAY} ${terms.value(vertex.of, 'Int')})`)
        return terms.sort(vertex.of) === 'Int'
      case 'bands': {
        const whole = terms.sort(vertex.of) === 'Int' && vertex.thresholds.every(Number.isInteger)
        const inner = whole ? 'Int' : 'Real'
        const value = terms.value(vertex.of, inner)
        const reached = vertex.thresholds.map((each) => `(ite (>= ${value} ${numeral(each, inner)}) 1 0)`)
        return this.#define(id, 'Int', `(+ 0 0 ${reached.join(' ')})`)
      }
      case 'minimum':
      case 'maximum': {
        const [left, right] = [terms.value(vertex.left, sort), terms.value(vertex.right, sort)]
        const sign = vertex.op === 'minimum' ? '<=' : '>='
        return this.#define(id, sort, `(ite (${sign} ${left} ${right}) ${left} ${right})`)
      }
      default: {
        const domain = terms.domain(id)
        if (domain.kind === 'choices' || sort === 'Bool') return false
        const seen = hasKnown(terms.domain(vertex.left)) && hasKnown(terms.domain(vertex.right))
        if (!isBounded(domain)) return !seen && this.#declare(id)
        const { op, left, right } = vertex
        this.#say(...this.#rounding.lines(id, { op, left, right }, sort, terms))
        return terms.mayBeMissing(id) ? this.#say(`(define-fun m${id} () Bool false)`) : true
      }
    }
  }

  /** The cells of a table from one place on, by the keys that are left. */
  #cells(
    table: Extract<Vertex, { op: 'lookup' }>,
    keys: readonly Key[],
    from: number,
    size: number,
    sort: Sort,
  ): string {
    const [key, ...rest] = keys
    if (!key) return this.terms.scalar(table.results[from] ?? null, sort)
    const step = size / key.domain.length
    const cells = key.domain.map((_, at) => this.#cells(table, rest, from + at * step, step, sort))
    return cells.reduceRight(
      (last, cell, at) => `(ite ${this.terms.is(key.of, key.domain[at] ?? null)} ${cell} ${last})`,
    )
  }
}

const SIGNS = { equal: '=', less: '<', at_most: '<=' } as const

const isBounded = ({ least, most }: Numbers): boolean => Number.isFinite(least) && Number.isFinite(most)

const commonSort = (left: Sort, right: Sort): Sort => {
  if (left === right) return left
  return left === 'Bool' || right === 'Bool' ? 'Bool' : 'Real'
}
