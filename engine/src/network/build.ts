import type { Condition, Expression, Step } from '../expression/expression.ts'
import type { Domain } from './domain.ts'
import { Graph, type Id, type Vertex } from './graph.ts'

/** What the names in expressions stand for. */
export interface Sources {
  /** What a fact or a figure of the run may be. A step that is not worked out is given, as facts are. */
  domain(kind: 'fact' | 'input', name: string): Domain
  /** A figure of the run that follows from others; undefined for one that stands for itself. */
  derived(input: string): Expression | undefined
}

/** A graph with the place of every step. */
export interface Built {
  readonly graph: Graph
  readonly places: ReadonlyMap<string, Id>
}

/** The graph of steps that are in order; those they read and that are not among them become variables. */
export function buildGraph(steps: readonly Step[], sources: Sources): Built {
  const graph = new Graph()
  const places = new Map<string, Id>()
  const inputs = new Map<string, Id>()

  const truth = (value: boolean): Id => graph.add({ op: 'constant', value })

  function named(kind: 'fact' | 'input', name: string): Id {
    return graph.variable(`${kind} ${name}`, sources.domain(kind, name))
  }

  function input(name: string): Id {
    const known = inputs.get(name)
    if (known !== undefined) return known
    const derived = sources.derived(name)
    const id = derived ? write(derived) : named('input', name)
    inputs.set(name, id)
    return id
  }

  function write(expression: Expression): Id {
    switch (expression.op) {
      case 'fact':
        return named('fact', expression.name)
      case 'step':
        return places.get(expression.name) ?? named('fact', expression.name)
      case 'input':
        return input(expression.name)
      case 'constant':
      case 'nothing':
        return graph.add(expression)
      case 'floor':
      case 'workingDay':
        return graph.add({ op: expression.op, of: write(expression.of) })
      case 'bands':
        return graph.add({ op: 'bands', of: write(expression.of), thresholds: expression.thresholds })
      case 'lookup': {
        const keys = expression.keys.map(({ of, domain }) => ({ of: write(of), domain }))
        return graph.add({ op: 'lookup', keys, results: expression.results })
      }
      case 'choose':
        return choice(expression)
      case 'holds':
        return test(expression.condition)
      default: {
        const [left, right] = [write(expression.left), write(expression.right)]
        return graph.add({ op: expression.op, left, right })
      }
    }
  }

  /** Rules that never hold are left out, and so are those after one that always does. */
  function choice({ rules, otherwise }: Extract<Expression, { op: 'choose' }>): Id {
    const kept: { when: Id; take: Id }[] = []
    let rest: Id | null = null
    for (const { when, take } of rules) {
      const [condition, taken] = [test(when), write(take)]
      if (condition === truth(false)) continue
      if (condition === truth(true)) {
        rest = taken
        break
      }
      kept.push({ when: condition, take: taken })
    }
    const last = rest ?? write(otherwise)
    while (kept.at(-1)?.take === last) kept.pop()
    return kept.length === 0 ? last : graph.add({ op: 'choose', rules: kept, otherwise: last })
  }

  function test(condition: Condition): Id {
    switch (condition.test) {
      case 'all':
      case 'any':
        return several(condition.test, condition.of.map(test))
      case 'not':
        return negation(test(condition.of))
      case 'missing':
        return graph.add({ op: 'missing', of: write(condition.of) })
      case 'among':
        return graph.add({ op: 'among', of: write(condition.of), values: condition.values })
      case 'always':
        return truth(condition.holds)
      case 'compare':
        return comparison(condition)
    }
  }

  /** Members that decide nothing are left out, the same one is asked once. */
  function several(op: 'all' | 'any', members: readonly Id[]): Id {
    const neutral = truth(op === 'all')
    const of = [...new Set(members)]
      .filter((each) => each !== neutral)
      .toSorted((left, right) => left - right)
    const decisive = truth(op === 'any')
    if (of.includes(decisive)) return decisive
    const [first, ...rest] = of
    if (first === undefined) return neutral
    return rest.length === 0 ? first : graph.add({ op, of })
  }

  function negation(of: Id): Id {
    const inner: Vertex = graph.vertex(of)
    if (inner.op === 'not') return inner.of
    if (inner.op === 'constant') return truth(inner.value !== true)
    return graph.add({ op: 'not', of })
  }

  function comparison({ is, left, right }: Extract<Condition, { test: 'compare' }>): Id {
    const [one, other] = [write(left), write(right)]
    const flag = right.op === 'constant' && typeof right.value === 'boolean' && isFlag(one)
    switch (is) {
      case 'equal':
      case 'not_equal': {
        if (flag) return (right.value === true) === (is === 'equal') ? one : negation(one)
        const [low, high] = one < other ? [one, other] : [other, one]
        const equal = graph.add({ op: 'equal', left: low, right: high })
        return is === 'equal' ? equal : negation(equal)
      }
      case 'less':
      case 'at_most':
        return graph.add({ op: is, left: one, right: other })
      case 'more':
        return graph.add({ op: 'less', left: other, right: one })
      case 'at_least':
        return graph.add({ op: 'at_most', left: other, right: one })
    }
  }

  /** Whether the vertex is itself a condition: then comparing it with true is the condition. */
  function isFlag(id: Id): boolean {
    switch (graph.vertex(id).op) {
      case 'all':
      case 'any':
      case 'not':
      case 'missing':
      case 'equal':
      case 'less':
      case 'at_most':
      case 'among':
        return true
      default:
        return false
    }
  }

  for (const { name, expression } of steps) places.set(name, write(expression))
  return { graph, places }
}
