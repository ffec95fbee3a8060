import type { Scalar } from '../values/value-type.ts'
import type { Domain } from './domain.ts'

/** The place of a vertex in its graph. Every vertex stands after those it is computed from. */
export type Id = number

/**
 * The plan once more, as one graph in which equal expressions are one vertex: what a proof reasons with.
 * Steps have vanished into their expressions, conditions are flags, and of the comparisons three are left.
 */
export type Vertex =
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'constant'; readonly value: Scalar }
  | { readonly op: 'nothing' }
  | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide'; readonly left: Id; readonly right: Id }
  | { readonly op: 'minimum' | 'maximum'; readonly left: Id; readonly right: Id }
  | { readonly op: 'floor' | 'workingDay'; readonly of: Id }
  | { readonly op: 'not' | 'missing'; readonly of: Id }
  | { readonly op: 'bands'; readonly of: Id; readonly thresholds: readonly number[] }
  | { readonly op: 'lookup'; readonly keys: readonly Key[]; readonly results: readonly Scalar[] }
  | { readonly op: 'choose'; readonly rules: readonly Rule[]; readonly otherwise: Id }
  | { readonly op: 'all' | 'any'; readonly of: readonly Id[] }
  | { readonly op: 'equal' | 'less' | 'at_most'; readonly left: Id; readonly right: Id }
  | { readonly op: 'among'; readonly of: Id; readonly values: readonly string[] }

export type Calculation = 'add' | 'subtract' | 'multiply' | 'divide' | 'minimum' | 'maximum'

export interface Key {
  readonly of: Id
  readonly domain: readonly (Scalar | null)[]
}

interface Rule {
  readonly when: Id
  readonly take: Id
}

/** The vertices that a vertex is computed from. */
export function inputsOf(vertex: Vertex): readonly Id[] {
  switch (vertex.op) {
    case 'variable':
    case 'constant':
    case 'nothing':
      return []
    case 'floor':
    case 'workingDay':
    case 'not':
    case 'missing':
    case 'bands':
    case 'among':
      return [vertex.of]
    case 'lookup':
      return vertex.keys.map(({ of }) => of)
    case 'choose':
      return [...vertex.rules.flatMap(({ when, take }) => [when, take]), vertex.otherwise]
    case 'all':
    case 'any':
      return vertex.of
    default:
      return [vertex.left, vertex.right]
  }
}

export interface Variable {
  readonly id: Id
  readonly domain: Domain
}

/** Collects vertices, each only once. */
export class Graph {
  readonly vertices: Vertex[] = []
  readonly variables = new Map<string, Variable>()
  readonly #places = new Map<string, Id>()

  /** The place of this vertex, which is added when it is new. */
  add(vertex: Vertex): Id {
    const key = keyOf(vertex)
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const id = this.vertices.push(vertex) - 1
    this.#places.set(key, id)
    return id
  }

  variable(name: string, domain: Domain): Id {
    const known = this.variables.get(name)
    if (known) return known.id
    const id = this.add({ op: 'variable', name })
    this.variables.set(name, { id, domain })
    return id
  }

  vertex(id: Id): Vertex {
    const vertex = this.vertices[id]
    if (!vertex) throw new Error(`The graph has no vertex ${id}`)
    return vertex
  }
}

/** A text that only equal vertices share. */
function keyOf(vertex: Vertex): string {
  if (vertex.op === 'constant' && Object.is(vertex.value, -0)) return keyOf({ ...vertex, value: 0 })
  return JSON.stringify(vertex)
}
