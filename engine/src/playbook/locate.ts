import { type Node, parseTree } from 'jsonc-parser'
import { keysOf } from '../problem/problem.ts'
import { bracketProblem, withoutMark } from './json-text.ts'

/** A place in a text, from 1. */
interface Place {
  readonly line: number
  readonly column: number
}

/** The place of the value at a JSON Pointer in a text, or of its nearest parent there. */
export function locate(text: string, path: string): Place | null {
  const { root, lines } = parsed(text)
  if (!root) return null
  let found = root
  for (const key of keysOf(path)) {
    const inner = childAt(found, key)
    if (!inner) break
    found = inner
  }
  return placeOf(found.offset, lines)
}

interface Text {
  readonly text: string
  readonly root: Node | undefined
  /** Where each line begins. */
  readonly lines: readonly number[]
}

let last: Text | null = null

/** The problems of one file are located one after another: its tree is kept until another file comes. */
function parsed(text: string): Text {
  if (last?.text === text) return last
  const json = withoutMark(text)
  const lines = [0, ...Array.from(json.matchAll(/\n/g), ({ index }) => index + 1)]
  last = { text, root: bracketProblem(json) ? undefined : parseTree(json), lines }
  return last
}

function childAt({ type, children = [] }: Node, key: string): Node | undefined {
  if (type === 'array') return children[Number(key)]
  return children.find((property) => property.children?.[0]?.value === key)?.children?.[1]
}

function placeOf(offset: number, lines: readonly number[]): Place {
  const line = lines.findLastIndex((start) => start <= offset)
  return { line: line + 1, column: offset - (lines[line] ?? 0) + 1 }
}
