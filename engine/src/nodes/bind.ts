import { NODE_KINDS } from './index.ts'
import type { BoundNode, NodeBase } from './kind.ts'

/** A node with what its kind knows of it. The schema admits nodes of known kinds only. */
export function bindNode(node: NodeBase): BoundNode {
  for (const kind of NODE_KINDS) {
    const bound = kind.bind(node)
    if (bound) return bound
  }
  throw new Error(`No node kind "${node.kind}": parse the playbook first`)
}
