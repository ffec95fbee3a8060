import type { Scalar } from '../values/value-type.ts'
import { type Domain, isFalse, isTrue } from './domain.ts'
import type { Graph, Id, Vertex } from './graph.ts'
import type { Domains } from './propagate.ts'

/** What a vertex does while one variable grows and all else stays: nothing, never fall, never rise. */
type Course = 'steady' | 'rising' | 'falling' | 'open'

/**
 * Whether a number of the graph never falls while a variable grows. Holds for doubles as they are computed:
 * rounding keeps the order of numbers, so sums, products with a fixed factor and the rest never turn it around.
 */
export function neverFalls(graph: Graph, domains: Domains, of: Id, variable: Id): boolean {
  const courses: Course[] = []
  for (let id = 0; id <= of; id += 1) {
    const course = courseOf(graph.vertex(id), id, variable, graph, domains, (each) => courses[each] ?? 'open')
    const domain = domains[id]
    courses.push(course !== 'steady' && domain?.kind === 'numbers' && domain.nan ? 'open' : course)
  }
  return courses[of] === 'steady' || courses[of] === 'rising'
}

function courseOf(
  vertex: Vertex,
  id: Id,
  variable: Id,
  graph: Graph,
  domains: Domains,
  of: (id: Id) => Course,
): Course {
  switch (vertex.op) {
    case 'variable':
      return id === variable ? 'rising' : 'steady'
    case 'constant':
    case 'nothing':
      return 'steady'
    case 'floor':
    case 'workingDay':
    case 'bands':
      return of(vertex.of)
    case 'add':
    case 'minimum':
    case 'maximum':
      return together([of(vertex.left), of(vertex.right)])
    case 'subtract':
      return together([of(vertex.left), turned(of(vertex.right))])
    case 'multiply':
      return together([
        scaled(of(vertex.left), of(vertex.right), domains[vertex.right]),
        scaled(of(vertex.right), of(vertex.left), domains[vertex.left]),
      ])
    case 'divide':
      return of(vertex.right) === 'steady' ? scaled(of(vertex.left), 'steady', domains[vertex.right]) : 'open'
    case 'choose': {
      const taken: Course[] = []
      for (const { when, take } of vertex.rules) {
        const condition = domains[when]
        if (condition && isFalse(condition)) continue
        if (condition && isTrue(condition)) return together([...taken, of(take)])
        if (of(when) !== 'steady') return 'open'
        taken.push(of(take))
      }
      return together([...taken, of(vertex.otherwise)])
    }
    case 'lookup':
      return tableCourse(vertex, graph, of)
    case 'not':
    case 'missing':
    case 'among':
      return of(vertex.of) === 'steady' ? 'steady' : 'open'
    case 'all':
    case 'any':
      return vertex.of.every((each) => of(each) === 'steady') ? 'steady' : 'open'
    case 'equal':
    case 'less':
    case 'at_most':
      return of(vertex.left) === 'steady' && of(vertex.right) === 'steady' ? 'steady' : 'open'
  }
}

const turned = (course: Course): Course => {
  if (course === 'rising') return 'falling'
  return course === 'falling' ? 'rising' : course
}

function together(courses: readonly Course[]): Course {
  const moving = courses.filter((each) => each !== 'steady')
  const [first, ...rest] = moving
  if (first === undefined) return 'steady'
  return rest.every((each) => each === first) ? first : 'open'
}

/** The course of a product, as far as this factor moves it: the other stays as it is and keeps its sign. */
function scaled(course: Course, other: Course, factor: Domain | undefined): Course {
  if (course === 'steady') return 'steady'
  if (other !== 'steady' || factor?.kind !== 'numbers' || factor.nan) return 'open'
  if (factor.least >= 0) return course
  return factor.most <= 0 ? turned(course) : 'open'
}

/** A table keeps to the order of its one moving key when its cells do, for every value of the others. */
function tableCourse(
  vertex: Extract<Vertex, { op: 'lookup' }>,
  graph: Graph,
  of: (id: Id) => Course,
): Course {
  const { keys, results } = vertex
  if (keys.every((key) => of(key.of) === 'steady')) return 'steady'
  const [key] = keys
  if (!key || keys.length > 1) return 'open'
  const inner = graph.vertex(key.of)
  // A table of what another table says is one table.
  const flat = inner.op === 'lookup' && inner.keys.length === 1 ? inner.keys[0] : undefined
  if (!flat || inner.op !== 'lookup') return byKey(of(key.of), results)
  const cells = inner.results.map((each) => results[key.domain.indexOf(each)])
  const numeric = flat.domain.every((each) => typeof each === 'number')
  return numeric && cells.every((each) => each !== undefined) ? byKey(of(flat.of), cells) : 'open'
}

/** Cells in the order of a key that counts 0, 1, 2, ... */
function byKey(course: Course, cells: readonly Scalar[]): Course {
  const numbers = cells.filter((each) => typeof each === 'number')
  if (numbers.length < cells.length) return 'open'
  const steps = numbers.slice(1).map((each, at) => each - (numbers[at] ?? each))
  if (steps.every((each) => each >= 0)) return course
  return steps.every((each) => each <= 0) ? turned(course) : 'open'
}
