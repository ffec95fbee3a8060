import { visitOperands } from '../../expression/reads.ts'
import type { Cell } from './cells.ts'

/** One subquery: the columns it computes, and those it hands on because a later one or the result needs them. */
export interface Layer {
  readonly cells: readonly Cell[]
  readonly kept: readonly string[]
}

/** The facts that a query reads of its table, and the subqueries that follow, each over the one before. */
export interface Layers {
  readonly facts: readonly string[]
  readonly layers: readonly Layer[]
}

/**
 * Columns by how many others they rest on in a row. An alias that is used in the SELECT that makes it is computed
 * again at every use, so what a column reads is made in a subquery below it.
 */
export function layersOf(cells: readonly Cell[], wanted: readonly string[]): Layers {
  const layers: Layer[] = []
  // From the result down: a layer hands on what is read above it and made below it.
  let live = new Set(wanted)
  for (const layer of byDepth(cells).toReversed()) {
    const own = new Set(layer.map(({ name }) => name))
    const kept = [...live].filter((name) => !own.has(name))
    layers.push({ cells: layer, kept })
    live = new Set([...kept, ...layer.flatMap(figuresRead)])
  }
  return { facts: [...live], layers: layers.toReversed() }
}

/** How many columns the widest subquery would have, and how many all of them together. */
export interface Extent {
  readonly widest: number
  readonly all: number
}

/**
 * What `layersOf` would make, without making it: where thousands of outcomes rest on each other in a row, and each
 * is handed on to the result, the subqueries together would not fit into memory.
 */
export function extentOf(cells: readonly Cell[], wanted: readonly string[]): Extent {
  const layers = byDepth(cells)
  const madeIn = new Map(layers.flatMap((layer, at) => layer.map(({ name }) => [name, at] as const)))
  const neededIn = new Map(wanted.map((name) => [name, layers.length]))
  for (const cell of cells) {
    const at = madeIn.get(cell.name) ?? 0
    for (const name of figuresRead(cell)) neededIn.set(name, Math.max(neededIn.get(name) ?? 0, at))
  }
  // By subquery, the one that reads the facts first: how many columns begin in it, less those that ended before.
  const begin = new Int32Array(layers.length + 2)
  for (const name of new Set([...madeIn.keys(), ...neededIn.keys()])) {
    const from = (madeIn.get(name) ?? -1) + 1
    const to = Math.max((neededIn.get(name) ?? 0) + 1, from + 1)
    begin[from] = (begin[from] ?? 0) + 1
    begin[to] = (begin[to] ?? 0) - 1
  }
  let [width, widest, all] = [0, 0, 0]
  for (const change of begin.subarray(0, -1)) {
    width += change
    widest = Math.max(widest, width)
    all += width
  }
  return { widest, all }
}

function byDepth(cells: readonly Cell[]): Cell[][] {
  const depths = new Map<string, number>()
  const layers: Cell[][] = []
  for (const cell of cells) {
    const depth = figuresRead(cell).reduce((most, each) => Math.max(most, (depths.get(each) ?? -1) + 1), 0)
    depths.set(cell.name, depth)
    const layer = layers[depth] ?? []
    layer.push(cell)
    layers[depth] = layer
  }
  return layers
}

function figuresRead({ expression }: Cell): string[] {
  const names: string[] = []
  visitOperands(expression, (operand) => {
    if (operand.op === 'fact' || operand.op === 'step') names.push(operand.name)
  })
  return names
}
