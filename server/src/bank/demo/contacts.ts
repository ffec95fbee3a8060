import { weekday } from '@branch-playbook/engine'
import type { Day } from './days.ts'
import type { Random } from './random.ts'
import type { Tier } from './worth.ts'

export interface DemoContact {
  readonly day: Day
  readonly channel: 'phone' | 'visit' | 'wechat' | 'sms'
  readonly outcome: 'reached' | 'not_reached' | 'refused'
  readonly note: string | null
}

/** How often the bank has talked to a tier, in days between contacts; the others come by themselves, if at all. */
const RHYTHM: Record<Tier, number> = { A: 30, B: 58, C: 172, D: 300, E: 700 }
const LOOK_BACK = 400
const NOTES = [
  '介绍了存款到期安排',
  '询问近期理财产品',
  '预约到网点面谈',
  '提醒信用卡还款',
  '了解资金安排',
  '节日问候',
  '客户出差，改日再联系',
] as const

/** What a customer wishes; null where he was never asked. */
export interface Wishes {
  readonly do_not_contact: boolean | null
  readonly consent_phone: boolean | null
  readonly consent_sms: boolean | null
  readonly consent_wechat: boolean | null
}

/** A customer's contacts of the last year or so; some are due again, and a few are overdue. */
export function drawContacts(
  random: Random,
  tier: Tier,
  wishes: Wishes,
  maturity: Day | null,
  asOf: Day,
): DemoContact[] {
  // Who wishes no contact has had none; he made that plain long ago.
  if (wishes.do_not_contact === true) return []
  const rhythm = RHYTHM[tier]
  const contacts: DemoContact[] = []
  const push = (day: Day, outcome: DemoContact['outcome']) => {
    const channel = random.weighted<DemoContact['channel']>([
      ['visit', 11],
      ['phone', wishes.consent_phone === false ? 0 : 62],
      ['wechat', wishes.consent_wechat === false ? 0 : 22],
      ['sms', wishes.consent_sms === false ? 0 : 5],
    ])
    const note = outcome === 'reached' && random.chance(0.5) ? random.pick(NOTES) : null
    contacts.push({ day: onWeekday(day), channel, outcome, note })
  }
  const neglected = random.chance(0.03)
  let day = asOf - Math.ceil(random.fraction() * rhythm * (neglected ? 3 : 1.04))
  if (random.chance(0.04)) push(random.whole(Math.max(day, asOf - 25), asOf - 1), 'not_reached')
  // Advisers call about a maturity in the week before it, so most of those at hand have had their call.
  if (maturity !== null && maturity - asOf < 7 && random.chance(0.8)) {
    push(random.whole(maturity - 7, asOf - 1), 'reached')
  }
  while (day > asOf - LOOK_BACK) {
    push(day, random.chance(0.025) ? 'refused' : 'reached')
    if (random.chance(0.25)) push(day - random.whole(1, 4), 'not_reached')
    day -= Math.ceil(rhythm * (0.7 + 0.6 * random.fraction()))
  }
  return contacts
}

const FRIDAY = 5

/** Branches call from Monday to Friday; what fell on a weekend was done before it. */
const onWeekday = (day: Day): Day => day - Math.max(0, weekday(day) - FRIDAY)
