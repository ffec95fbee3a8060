import type { PlaybookNode } from '@branch-playbook/engine'
import type { Icon } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'

type NodeOf<Kind extends PlaybookNode['kind']> = Extract<PlaybookNode, { kind: Kind }>

/** How one kind of node looks on the canvas. A kind is one folder and one entry in the list of views. */
export interface NodeView {
  readonly kind: PlaybookNode['kind']
  readonly icon: Icon
  /** In pixels at full size. */
  readonly width: number
  /** The node's essence; null for a node of another kind. */
  draw(node: PlaybookNode): ReactNode
  /** What is told above its form while it is edited; null for a kind that has nothing to tell. */
  tell(node: PlaybookNode): ReactNode
}

export function defineView<Kind extends PlaybookNode['kind']>(
  kind: Kind,
  icon: Icon,
  width: number,
  Face: ComponentType<{ readonly node: NodeOf<Kind> }>,
  Told?: ComponentType<{ readonly node: NodeOf<Kind> }>,
): NodeView {
  const isOfKind = (node: PlaybookNode): node is NodeOf<Kind> => node.kind === kind
  return {
    kind,
    icon,
    width,
    draw: (node) => (isOfKind(node) ? <Face node={node} /> : null),
    tell: (node) => (Told && isOfKind(node) ? <Told node={node} /> : null),
  }
}
