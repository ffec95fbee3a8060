import { isDeepStrictEqual } from 'node:util'
import { holdoutPlace } from '@branch-playbook/engine'
import { z } from 'zod'
import { isTalk, type MadeContact } from './book.ts'
import { CAMPAIGN, CAMPAIGN_PRODUCT, HOLDOUT } from './head-office.ts'
import type { Month } from './month.ts'
import type { RunRow, ToldRuns } from './told-runs.ts'

const share = z.object({ count: z.number(), of: z.number() })
const resultsSchema = z.object({
  ...{ listed: z.number(), reached: share, interested: share, refused: share, heldOut: z.number() },
  ordered: z.object({ listed: share, heldOut: share }).nullable(),
})
const campaignsSchema = z.array(
  z.object({
    campaign: z.string(),
    bank: resultsSchema.nullable(),
    branches: z.array(z.object({ branch: z.object({ id: z.string() }), results: resultsSchema })),
  }),
)

interface Exposed {
  readonly playbook: string
  readonly customer: string
  readonly branch: string
  readonly day: string
  readonly side: string
}

/** Where the results of the campaign differ from what follows from the runs, who was put down, and the book. */
export async function wrongCampaign(month: Month, runs: ToldRuns): Promise<string[]> {
  const campaigns = await month.ask('strategist', 'GET', '/api/campaigns', { answer: campaignsSchema })
  const shown = campaigns.find(({ campaign }) => campaign === CAMPAIGN)
  const exposed = await exposedIn(month)
  const found = [
    ['bank', shown?.bank ?? null],
    ...(shown?.branches ?? []).map(({ branch, results }) => [branch.id, results] as const),
  ] as const
  const expected = [
    ['bank', resultsOf(month, exposed)],
    ...month.branches.map(
      (branch) =>
        [
          branch,
          resultsOf(
            month,
            exposed.filter((each) => each.branch === branch),
          ),
        ] as const,
    ),
  ] as const
  const wrong = await wronglyPutDown(month, exposed, runs)
  return isDeepStrictEqual(found, expected)
    ? wrong
    : [...wrong, `${month.day}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`]
}

const leads = (action: string): boolean => action.split('|')[1]?.startsWith(`${CAMPAIGN}@`) ?? false

const sideOf = ({ action, key, listing }: RunRow): string | null =>
  action === 'campaign' && leads(key) && (listing === 'listed' || listing === 'held_out') ? listing : null

/** Who was put down as called or held out. */
const exposedIn = ({ bank }: Month): Promise<Exposed[]> =>
  bank.open.desk.store
    .selectFrom('campaign_exposures')
    .select(['playbook', 'customer', 'branch', 'day', 'side'])
    .where('campaign', '=', CAMPAIGN)
    .execute()

/**
 * Who was put down otherwise than by the runs: those whom a run calls or holds out on that day at the latest, on that
 * side, and others whom a list took up during a day, on the side of their place; called can be only who was due for it.
 */
async function wronglyPutDown(month: Month, exposed: readonly Exposed[], runs: ToldRuns): Promise<string[]> {
  const byRuns = new Map<string, Omit<Exposed, 'playbook'>>()
  const due = new Set<string>()
  for (const { day, rows } of await runs.all(month))
    for (const row of rows) {
      const side = sideOf(row)
      const { customer, branch } = row
      if (row.action === 'campaign' && leads(row.key)) due.add(`${day} ${customer}`)
      if (side !== null && !byRuns.has(customer)) byRuns.set(customer, { customer, branch, day, side })
    }
  const put = new Map(exposed.map((each) => [each.customer, each]))
  const missing = [...byRuns.values()].filter(({ customer, day, side }) => {
    const found = put.get(customer)
    return !found || found.side !== side || found.day > day
  })
  const takenUp = exposed.filter(({ customer, day }) => byRuns.get(customer)?.day !== day)
  const wrong = takenUp.filter(
    ({ playbook, customer, day, side }) =>
      (side === 'held_out') !== holdoutPlace(playbook, CAMPAIGN, customer) < HOLDOUT * 100 ||
      (side === 'listed' && !due.has(`${day} ${customer}`)),
  )
  return [...missing, ...wrong].map((each) => `${month.day}: ${JSON.stringify(each)} is put down otherwise`)
}

function resultsOf({ book }: Month, exposed: readonly Exposed[]) {
  const listed = exposed.filter(({ side }) => side === 'listed')
  const heldOut = exposed.filter(({ side }) => side === 'held_out')
  const had = (wanted: (contact: MadeContact) => boolean) => ({
    count: listed.filter(({ customer, day }) =>
      book.with(customer).some((each) => each.day >= day && leads(book.begun(each).action) && wanted(each)),
    ).length,
    of: listed.length,
  })
  const ordered = (side: readonly Exposed[]) => ({
    count: side.filter(({ customer, day }) =>
      book.standingOrders.some(
        (order) => order.customer === customer && order.product === CAMPAIGN_PRODUCT && order.day >= day,
      ),
    ).length,
    of: side.length,
  })
  return {
    listed: listed.length,
    reached: had(({ outcome }) => isTalk(outcome)),
    interested: had(({ outcome }) => outcome === 'interested'),
    refused: had(({ outcome }) => outcome === 'refused'),
    heldOut: heldOut.length,
    ordered: { listed: ordered(listed), heldOut: ordered(heldOut) },
  }
}
