import type { PlaybookNode } from '@branch-playbook/engine'
import { affinity } from './affinity/view.tsx'
import { arbitration } from './arbitration/view.tsx'
import { campaign } from './campaign/view.tsx'
import { contactPolicy } from './contact-policy/view.tsx'
import { coverage } from './coverage/view.tsx'
import { inbound } from './inbound/view.tsx'
import { matrix } from './matrix/view.tsx'
import { measure } from './measure/view.tsx'
import { rule } from './rule/view.tsx'
import { suitability } from './suitability/view.tsx'
import { table } from './table/view.tsx'
import { tier } from './tier/view.tsx'
import { trigger } from './trigger/view.tsx'
import type { NodeView } from './view.tsx'

/** How every kind of node looks. To add a kind, add its folder and its name here. */
export const NODE_VIEWS: readonly NodeView[] = [
  measure,
  tier,
  matrix,
  table,
  rule,
  suitability,
  affinity,
  coverage,
  trigger,
  campaign,
  inbound,
  contactPolicy,
  arbitration,
]

export const viewOf = ({ kind }: Pick<PlaybookNode, 'kind'>): NodeView | undefined => viewOfKind(kind)

export const viewOfKind = (kind: string): NodeView | undefined =>
  NODE_VIEWS.find((view) => view.kind === kind)
