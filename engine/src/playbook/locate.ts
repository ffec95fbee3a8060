import { findNodeAtLocation, parseTree } from 'jsonc-parser'

/** The line and column, from 1, of the value at a JSON Pointer in a text, or of its nearest parent there. */
export function locate(text: string, path: string): { line: number; column: number } | null {
  const root = parseTree(text)
  if (!root) return null
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  for (let length = keys.length; length >= 0; length -= 1) {
    const segments = keys.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    const node = findNodeAtLocation(root, segments)
    if (node) return position(text, node.offset)
  }
  return position(text, root.offset)
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
