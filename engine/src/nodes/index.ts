import { affinity } from './affinity/affinity.ts'
import { arbitration } from './arbitration/arbitration.ts'
import { campaign } from './campaign/campaign.ts'
import { contactPolicy } from './contact-policy/contact-policy.ts'
import { coverage } from './coverage/coverage.ts'
import { inbound } from './inbound/inbound.ts'
import { matrix } from './matrix/matrix.ts'
import { measure } from './measure/measure.ts'
import { rule } from './rule/rule.ts'
import { suitability } from './suitability/suitability.ts'
import { table } from './table/table.ts'
import { tier } from './tier/tier.ts'
import { trigger } from './trigger/trigger.ts'

/** Every kind of node. To add one, add its folder and its name here. */
export const NODE_KINDS = [
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
] as const
