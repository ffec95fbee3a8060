import { arbitration } from './arbitration/arbitration.ts'
import { campaign } from './campaign/campaign.ts'
import { contactPolicy } from './contact-policy/contact-policy.ts'
import { coverage } from './coverage/coverage.ts'
import { matrix } from './matrix/matrix.ts'
import { measure } from './measure/measure.ts'
import { rule } from './rule/rule.ts'
import { suitability } from './suitability/suitability.ts'
import { tier } from './tier/tier.ts'
import { trigger } from './trigger/trigger.ts'

/** Every kind of node. To add one, add its folder and its name here. */
export const NODE_KINDS = [
  measure,
  tier,
  matrix,
  rule,
  suitability,
  coverage,
  trigger,
  campaign,
  contactPolicy,
  arbitration,
] as const
