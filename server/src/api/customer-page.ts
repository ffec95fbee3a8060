import { ACTIONS, formatDay, LISTED_ACTIONS } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import { actionOf, allReasons, strategyNamed } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { shownFacts } from '../desk/shown-facts.ts'
import { contactsWith } from '../store/ledger.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { amount, bilingual, identifier, isoDay, reason } from './fields.ts'

const flag = z.boolean().nullable()
const value = z.union([z.number(), z.string(), z.boolean(), z.null()])

export const pageSchema = z
  .object({
    customer: z.object({
      id: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      birthDate: isoDay.nullable(),
      customerSince: isoDay.nullable(),
      doNotContact: flag,
      consents: z.object({ phone: flag, sms: flag, wechat: flag }),
      riskClass: z.string().nullable(),
      riskAssessed: isoDay.nullable(),
    }),
    branch: z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() }),
    adviser: adviserSchema.nullable(),
    holdings: z.array(
      z.object({
        id: z.string(),
        product: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        group: z.string(),
        balance: amount,
        opened: isoDay,
        matures: isoDay.nullable(),
        riskLevel: z.string().nullable(),
        rateSensitive: z.boolean(),
      }),
    ),
    facts: z.array(
      z.object({
        name: z.string(),
        label: bilingual,
        kind: z.string(),
        value: value.openapi({ description: 'Null when missing; a date is a day as YYYY-MM-DD' }),
        text: bilingual,
      }),
    ),
    decision: z.object({
      tier: z.string().nullable(),
      strategy: z.object({ id: z.string(), name: bilingual }).nullable(),
      action: z.enum(ACTIONS),
      key: z.string().nullable().openapi({ description: 'The key of today’s action, if there is one' }),
      channel: z.string(),
      reasons: z.array(reason),
    }),
    contacts: z.array(
      z.object({
        id: z.string(),
        day: isoDay,
        channel: z.string(),
        outcome: z.string(),
        adviser: identifier.nullable(),
        note: z.string().nullable(),
      }),
    ),
    transactions: z.array(
      z.object({
        id: z.string(),
        day: isoDay,
        amount,
        kind: z.string(),
        madeBy: z.enum(['customer', 'bank']),
        holding: z.string().nullable(),
      }),
    ),
  })
  .openapi('Customer')

export type CustomerAnswer = z.infer<typeof pageSchema>

/**
 * All about a customer, with the latest contacts and transactions of the snapshot (so many, or what a page
 * shows); null for an unknown number.
 */
export async function customerPage(desk: Desk, id: string, most?: number): Promise<CustomerAnswer | null> {
  const row = desk.snapshot.customers.rowOf(id)
  const found = row === null ? null : await desk.snapshot.customer(id, most)
  if (row === null || !found) return null
  const { today } = desk
  const branch = desk.snapshot.branches[desk.snapshot.customers.branch[row] ?? -1]
  const member = today.staff.members[today.staff.memberOf[row] ?? -1]
  const logged = await contactsWith(desk.store, id)
  return {
    customer: {
      id,
      name: found.name,
      phone: found.phone,
      birthDate: dayOrNull(found.birthDate),
      customerSince: dayOrNull(found.customerSince),
      doNotContact: found.doNotContact,
      consents: { phone: found.consentPhone, sms: found.consentSms, wechat: found.consentWechat },
      riskClass: found.riskClass,
      riskAssessed: dayOrNull(found.riskAssessed),
    },
    branch: branch ?? { id: found.branch, name: found.branch, nameEn: null },
    adviser: member ? adviserOf(member) : null,
    holdings: found.holdings.map(({ productName, productNameEn, opened, matures, ...holding }) => ({
      ...holding,
      name: productName,
      nameEn: productNameEn,
      opened: formatDay(opened),
      matures: dayOrNull(matures),
    })),
    ...decided(desk, row),
    contacts: [
      ...logged.map(({ id, day, channel, outcome, adviser, note }) => ({
        id,
        day,
        channel,
        outcome,
        adviser,
        note,
      })),
      ...found.contacts.map(({ day, adviserName: _name, ...contact }) => ({
        ...contact,
        day: formatDay(day),
      })),
    ],
    transactions: found.transactions.map(({ day, ...transaction }) => ({
      ...transaction,
      day: formatDay(day),
    })),
  }
}

const dayOrNull = (day: number | null): string | null => (day === null ? null : formatDay(day))

/** The facts as the playbook sees them, and what it makes of them. */
function decided({ today }: Desk, row: number): Pick<CustomerAnswer, 'facts' | 'decision'> {
  const playbook = today.playbookOf(row)
  const { view, action, tier, strategy, key, channel } = actionOf(today, today.live, row)
  return {
    facts: shownFacts(playbook, view),
    decision: {
      tier,
      strategy: strategyNamed(playbook, strategy),
      action,
      key: LISTED_ACTIONS.some((each) => each === action) ? key : null,
      channel,
      reasons: allReasons(playbook, view),
    },
  }
}
