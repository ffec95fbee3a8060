import type { WorkingDays } from '../calendar/calendar.ts'
import { ANY_NUMBER, type Choice, type Domain, hasKnown, type Numbers } from '../network/domain.ts'
import type { Graph, Id, Vertex } from '../network/graph.ts'
import { inputsOf } from '../network/graph.ts'
import type { Domains } from '../network/propagate.ts'
import type { Maybe } from '../values/value-type.ts'
import { calendarFunction, WORKING_DAY } from './calendar.ts'
import { numeral, readValues } from './numeral.ts'
import { Rounding } from './rounding.ts'

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

type Sort = 'Int' | 'Real' | 'Bool'

/** A text longer than this would not be answered in time. */
const MOST_CHARACTERS = 4_000_000

/** Null when the arithmetic may leave the doubles, or the text becomes too long. */
export function encode(
  graph: Graph,
  condition: Id,
  domains: Domains,
  workingDays: WorkingDays,
  { exact }: Options,
): Encoded | null {
  const lines: string[] = []
  const codes = new Map<Choice, number>()
  const cone = coneOf(graph, condition)
  const rounding = new Rounding(exact)
  let length = 0
  let usesCalendar = false

  const domainOf = (id: Id): Domain => domains[id] ?? ANY_NUMBER
  const codeOf = (choice: Choice): number => {
    const code = codes.get(choice) ?? codes.size
    codes.set(choice, code)
    return code
  }
  const sortOf = (id: Id): Sort => {
    const domain = domainOf(id)
    if (domain.kind === 'numbers') return domain.whole || domain.least > domain.most ? 'Int' : 'Real'
    return domain.of.some((each) => typeof each === 'string') ? 'Int' : 'Bool'
  }
  const say = (line: string) => {
    lines.push(line)
    length += line.length
  }
  const value = (id: Id, sort: Sort): string => {
    const own = sortOf(id)
    if (own === sort) return `v${id}`
    if (own === 'Int' && sort === 'Real') return `(to_real v${id})`
    // Only a value that nobody looks at has another sort than is asked for.
    return zero(sort)
  }
  const scalar = (of: Maybe, sort: Sort): string => {
    if (typeof of === 'number') return sort === 'Bool' ? 'false' : numeral(of, sort)
    if (typeof of === 'boolean') return sort === 'Bool' ? String(of) : zero(sort)
    return of === null || sort !== 'Int' ? zero(sort) : String(codeOf(of))
  }
  const mayBeMissing = (id: Id): boolean => domainOf(id).missing
  const missing = (id: Id): string => (mayBeMissing(id) ? `m${id}` : 'false')
  const isAt = (id: Id, entry: Maybe): string => {
    if (entry === null) return missing(id)
    const there = sortOf(id) === 'Bool' && typeof entry === 'boolean' ? same(id, entry) : `(= v${id} ${scalar(entry, sortOf(id))})`
    return mayBeMissing(id) ? `(and (not m${id}) ${there})` : there
  }
  const same = (id: Id, flag: boolean): string => (flag ? `v${id}` : `(not v${id})`)

  function declare(id: Id, sort: Sort): void {
    say(`(declare-const v${id} ${sort})`)
    if (mayBeMissing(id)) say(`(declare-const m${id} Bool)`)
    const domain = domainOf(id)
    if (domain.kind === 'numbers') {
      if (Number.isFinite(domain.least)) say(`(assert (<= ${numeral(domain.least, sort === 'Int' ? 'Int' : 'Real')} v${id}))`)
      if (Number.isFinite(domain.most)) say(`(assert (<= v${id} ${numeral(domain.most, sort === 'Int' ? 'Int' : 'Real')}))`)
    } else if (hasKnown(domain)) say(`(assert ${or(domain.of.map((each) => (sort === 'Bool' ? same(id, each === true) : `(= v${id} ${codeOf(each)})`)))})`)
  }

  function define(id: Id, sort: Sort, term: string, absent: string): void {
    say(`(define-fun v${id} () ${sort} ${term})`)
    if (mayBeMissing(id)) say(`(define-fun m${id} () Bool ${absent})`)
  }

  function write(id: Id, vertex: Vertex): boolean {
    const sort = sortOf(id)
    switch (vertex.op) {
      case 'variable':
        declare(id, sort)
        return true
      case 'constant':
        define(id, sort, scalar(vertex.value, sort), 'false')
        return true
      case 'nothing':
        define(id, sort, zero(sort), 'true')
        return true
      case 'choose': {
        const pick = (of: (each: Id) => string) =>
          vertex.rules.reduceRight((rest, { when, take }) => `(ite v${when} ${of(take)} ${rest})`, of(vertex.otherwise))
        define(id, sort, pick((each) => value(each, sort)), pick(missing))
        return true
      }
      case 'lookup': {
        if (vertex.results.length > MOST_CELLS) return false
        const cells = (keys: typeof vertex.keys, from: number, size: number): string => {
          const [key, ...rest] = keys
          if (!key) return scalar(vertex.results[from] ?? null, sort)
          const step = size / key.domain.length
          return key.domain
            .map((entry, at) => ({ entry, cell: cells(rest, from + at * step, step) }))
            .reduceRight((last, { entry, cell }) => (last === '' ? cell : `(ite ${isAt(key.of, entry)} ${cell} ${last})`), '')
        }
        define(id, sort, cells(vertex.keys, 0, vertex.results.length), 'false')
        return true
      }
      case 'all':
      case 'any':
        define(id, 'Bool', `(${vertex.op === 'all' ? 'and' : 'or'} ${vertex.of.map((each) => value(each, 'Bool')).join(' ')})`, 'false')
        return true
      case 'not':
        define(id, 'Bool', `(not ${value(vertex.of, 'Bool')})`, 'false')
        return true
      case 'missing':
        define(id, 'Bool', missing(vertex.of), 'false')
        return true
      case 'among':
        define(id, 'Bool', or(vertex.values.map((each) => `(= ${value(vertex.of, 'Int')} ${codeOf(each)})`)), 'false')
        return true
      case 'equal':
      case 'less':
      case 'at_most': {
        const common = commonSort(sortOf(vertex.left), sortOf(vertex.right))
        const sign = { equal: '=', less: '<', at_most: '<=' }[vertex.op]
        const orderless = common === 'Bool' && vertex.op !== 'equal'
        define(id, 'Bool', orderless ? 'false' : `(${sign} ${value(vertex.left, common)} ${value(vertex.right, common)})`, 'false')
        return true
      }
      default:
        return writeNumber(id, vertex)
    }
  }

  function writeNumber(id: Id, vertex: Exclude<Vertex, { op: NotNumeric }>): boolean {
    const domain = domainOf(id)
    const sort = sortOf(id)
    if (domain.kind === 'choices' || sort === 'Bool') return false
    switch (vertex.op) {
      case 'floor': {
        const inner = sortOf(vertex.of) === 'Int' ? value(vertex.of, 'Int') : `(to_int ${value(vertex.of, 'Real')})`
        define(id, 'Int', inner, 'false')
        return true
      }
      case 'workingDay': {
        usesCalendar = true
        define(id, 'Int', `(${WORKING_DAY} ${value(vertex.of, 'Int')})`, 'false')
        return sortOf(vertex.of) === 'Int'
      }
      case 'bands': {
        const inner = sortOf(vertex.of) === 'Int' && vertex.thresholds.every(Number.isInteger) ? 'Int' : 'Real'
        const reached = vertex.thresholds.map((each) => `(ite (>= ${value(vertex.of, inner)} ${numeral(each, inner)}) 1 0)`)
        define(id, 'Int', `(+ 0 0 ${reached.join(' ')})`, 'false')
        return true
      }
      case 'minimum':
      case 'maximum': {
        const [left, right] = [value(vertex.left, sort), value(vertex.right, sort)]
        define(id, sort, `(ite (${vertex.op === 'minimum' ? '<=' : '>='} ${left} ${right}) ${left} ${right})`, 'false')
        return true
      }
      default: {
        const [left, right] = [domainOf(vertex.left), domainOf(vertex.right)]
        if (!isFinite(domain) && hasKnown(left) && hasKnown(right)) return false
        if (!isFinite(domain)) {
          say(`(declare-const v${id} ${sort})`)
          if (mayBeMissing(id)) say(`(declare-const m${id} Bool)`)
          return true
        }
        const { op, left: one, right: other } = vertex
        for (const line of rounding.lines(id, { op, left: one, right: other }, sort, { value, domainOf })) say(line)
        if (mayBeMissing(id)) say(`(define-fun m${id} () Bool false)`)
        return true
      }
    }
  }

  for (const id of cone) {
    if (!write(id, graph.vertex(id)) || length > MOST_CHARACTERS) return null
  }
  for (const line of rounding.order()) say(line)
  const variables = [...graph.variables].filter(([, { id }]) => cone.includes(id))
  const asked = variables.flatMap(([, { id }]) => [`v${id}`, ...(mayBeMissing(id) ? [`m${id}`] : [])])
  const text = [
    ...(usesCalendar ? [calendarFunction(workingDays)] : []),
    ...lines,
    `(assert v${condition})`,
    '(check-sat)',
    ...(asked.length > 0 ? [`(get-value (${asked.join(' ')}))`] : []),
    '',
  ].join('\n')
  return {
    text,
    read(model) {
      const values = readValues(model)
      const choices = new Map([...codes].map(([choice, code]) => [code, choice]))
      return new Map(
        variables.map(([name, { id }]): [string, Maybe] => {
          const found = values.get(`v${id}`)
          if (values.get(`m${id}`) === true || found === undefined) return [name, null]
          const isClass = domainOf(id).kind === 'choices' && typeof found === 'number'
          return [name, isClass ? (choices.get(found) ?? null) : found]
        }),
      )
    },
  }
}

type NotNumeric =
  | 'variable'
  | 'constant'
  | 'nothing'
  | 'choose'
  | 'lookup'
  | 'all'
  | 'any'
  | 'not'
  | 'missing'
  | 'among'
  | 'equal'
  | 'less'
  | 'at_most'

const MOST_CELLS = 20_000

const isFinite = ({ least, most }: Numbers): boolean => Number.isFinite(least) && Number.isFinite(most)

const zero = (sort: Sort): string => ({ Int: '0', Real: '0.0', Bool: 'false' })[sort]

const or = (terms: readonly string[]): string => `(or false ${terms.join(' ')})`

const commonSort = (left: Sort, right: Sort): Sort => {
  if (left === right) return left
  return left === 'Bool' || right === 'Bool' ? 'Bool' : 'Real'
}

/** The vertices that a vertex rests on, itself among them, in order. */
function coneOf(graph: Graph, from: Id): Id[] {
  const found = new Set([from])
  for (const id of found) for (const each of inputsOf(graph.vertex(id))) found.add(each)
  return [...found].toSorted((left, right) => left - right)
}
