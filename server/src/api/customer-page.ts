import { formatDay, judgedProducts, opportunitiesOf, RISKS, VERDICTS, worthOf } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import { aboveClass, besidesHoldings, contributionOf } from '../customer/held.ts'
import { actionOf, actionOnList, allReasons, isTold, strategyNamed } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { isLeftAlone } from '../desk/held-out.ts'
import { DUE, isListed } from '../desk/listed.ts'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import { exposureOf } from '../desk/rules.ts'
import { shownFacts } from '../desk/shown-facts.ts'
import { SIDES } from '../experiment/assignment.ts'
import { experimentName } from '../store/experiments.ts'
import { contactsWith } from '../store/ledger.ts'
import { actionSchema, daysAhead, shownAction } from './actions.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { callBackSchema, shownCallBack } from './call-back.ts'
import { amount, bilingual, branchName, identifier, isoDay, playbookVersion, reason } from './fields.ts'
import { opportunitySchema, shownOpportunity } from './opportunity.ts'

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
    branch: branchName,
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
        contribution: amount.nullable().openapi({
          description: 'A year’s, by the margin of the playbook; null where it has none for this group',
        }),
        aboveClass: z.boolean().nullable().openapi({
          description: 'Riskier than the customer may be offered today; null where neither can be said',
        }),
      }),
    ),
    worth: z
      .object({
        name: bilingual,
        note: bilingual.nullable(),
        total: amount,
        besides: z
          .array(z.object({ label: bilingual, each: amount.nullable(), result: amount }))
          .openapi({ description: 'What no holding brings in: fees, the cost of serving' }),
      })
      .nullable()
      .openapi({ description: 'By the measure on which the tier rests; null when that is no sum of terms' }),
    opportunities: z
      .array(opportunitySchema)
      .openapi({ description: 'What goes with what he holds, and may be offered or why it may not' }),
    products: z
      .array(
        z.object({
          id: z.string(),
          name: bilingual,
          risk: z.enum(RISKS),
          verdict: z.enum(VERDICTS),
        }),
      )
      .openapi({ description: 'Every product that the playbook lets be offered, judged for him' }),
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
      action: z.enum(DUE),
      key: z.string().nullable().openapi({ description: 'The key of today’s action, if there is one' }),
      channel: z.string(),
      reasons: z.array(reason),
      by: z
        .object({
          playbook: playbookVersion,
          name: bilingual,
          experiment: z.object({ id: z.string(), name: z.string() }).nullable(),
          side: z.enum(SIDES).nullable(),
        })
        .openapi({ description: 'The version that decides him, and his side in an experiment' }),
    }),
    action: actionSchema
      .nullable()
      .openapi({ description: 'What today’s list has of him, as it stands there; null when he is on none' }),
    callBack: callBackSchema,
    days: z.array(isoDay).openapi({
      description: 'Today and the five working days that follow, for which a call may be promised',
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
  const playbook = today.playbookOf(row)
  const due = actionOf(today, today.live, row)
  const listed = actionOnList(today, today.live, due)
  const worth = worthOf(playbook.plan, playbook.tierNode, due.view)
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
      contribution: contributionOf(holding, worth),
      aboveClass: aboveClass(holding, playbook, due.view),
    })),
    worth: worth && {
      name: worth.name,
      note: worth.note,
      total: worth.total,
      besides: besidesHoldings(worth).map(({ label, each, result }) => ({ label, each, result })),
    },
    opportunities: opportunitiesOf(playbook.plan, due.view).map((each) => shownOpportunity(each, playbook)),
    products: judgedProducts(playbook.plan, due.view).map(({ id, name, risk, verdict }) => ({
      id,
      name,
      risk,
      verdict,
    })),
    facts: shownFacts(playbook, due.view),
    decision: { ...decisionOf(playbook, due), by: await decidedBy(desk, playbook, row) },
    action: listed && isTold(listed) ? shownAction(desk, today.staff.memberOf[row] ?? -1, listed) : null,
    callBack: shownCallBack(today.live.state.callBacks.of(row)),
    days: [today.grounds.day, ...daysAhead(today)].map(formatDay),
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

/** What the playbook makes of a customer today. */
const decisionOf = (
  playbook: PreparedPlaybook,
  { told, tier, strategy, key, channel, ...due }: ReturnType<typeof actionOf>,
): Omit<CustomerAnswer['decision'], 'by'> => {
  const action = isLeftAlone({ told, ...due }) ? 'none' : due.action
  return {
    tier,
    strategy: strategyNamed(playbook, strategy),
    action,
    key: isListed(action) ? key : null,
    channel,
    reasons: allReasons(playbook, told.view, told.heldOut),
  }
}

/** The version that decides a customer, and his side in an experiment. */
async function decidedBy(
  { today, store }: Desk,
  { id, version, hash, plan }: PreparedPlaybook,
  row: number,
): Promise<CustomerAnswer['decision']['by']> {
  const { experiment, side } = exposureOf(today.grounds.rules, row)
  return {
    playbook: { id, version, hash },
    name: plan.playbook.name,
    experiment:
      experiment === null
        ? null
        : { id: experiment, name: (await experimentName(store, experiment)) ?? experiment },
    side,
  }
}
