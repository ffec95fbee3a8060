import { formatDay, worthOf } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import type { Principal } from '../identity/users.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { sees } from './access.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { customerFor } from './customer-for.ts'
import { amount, identifier, isoDay } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  branch: z.string(),
  adviser: adviserSchema.nullable(),
  tier: z.string().nullable(),
  worth: amount.nullable().openapi({ description: 'A year’s, by the measure on which his tier rests' }),
})

/** So many members are named at most: each is a part of the log's entry, and is decided for the answer. */
const MOST_NAMED = 100

const read = createRoute({
  method: 'get',
  path: '/api/customers/{id}/particulars',
  tags: ['Customers'],
  summary: 'A customer’s household, and when and where he said how he may be contacted',
  description:
    'Named are members whom the asker may see: branch staff those of their own branch; of a very large household the first hundred. The others are counted. Naming a member is a look at him.',
  request: { params: z.strictObject({ id: identifier }) },
  responses: {
    200: answer(
      'What the feeds tell',
      z
        .object({
          household: z
            .object({
              id: z.string(),
              members: z.array(memberSchema).openapi({ description: 'Without the customer himself' }),
              elsewhere: z.number().int().openapi({ description: 'Members who are not named' }),
            })
            .nullable(),
          consents: z.object({ recorded: isoDay.nullable(), source: z.string().nullable() }),
        })
        .openapi('Particulars'),
    ),
    ...refusals,
  },
})

export const particularsRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const user = c.get('user')
    await customerFor(desk, user, id)
    const { household, members, consentsRecorded, consentsSource } = await desk.snapshot.particulars(id)
    const erased = await erasedCustomers(desk.store)
    const others = members.filter((member) => member !== id && !erased.has(member))
    const named = others
      .flatMap((member) => seenMember(desk, user, member) ?? [])
      .slice(0, MOST_NAMED)
      .map((member) => shownMember(desk, member))
    await desk.journal.look(user.id, {
      action: 'customer.viewed',
      subject: 'customers/particulars',
      personal: [id, ...named.map((member) => member.id)].map((customer) => ({ customer })),
    })
    return c.json(
      {
        household:
          household === null
            ? null
            : { id: household, members: named, elsewhere: others.length - named.length },
        consents: {
          recorded: consentsRecorded === null ? null : formatDay(consentsRecorded),
          source: consentsSource,
        },
      },
      200,
    )
  })

/** A member of a household: who he is, in which row, and of which branch. */
interface Member {
  readonly id: string
  readonly row: number
  readonly branch: string
}

/** A member whom the asker may see; null for one of another branch. */
function seenMember({ snapshot }: Desk, user: Principal, id: string): Member | null {
  const row = snapshot.customers.rowOf(id)
  const branch = row === null ? undefined : snapshot.branches[snapshot.customers.branch[row] ?? -1]
  return row === null || !branch || !sees(user, branch.id) ? null : { id, row, branch: branch.id }
}

function shownMember({ today, identities }: Desk, { id, row, branch }: Member): z.infer<typeof memberSchema> {
  const playbook = today.playbookOf(row)
  const { view, tier } = actionOf(today, today.live, row)
  const member = today.staff.members[today.staff.memberOf[row] ?? -1]
  return {
    id,
    name: identities.at(row)?.name ?? id,
    branch,
    adviser: member ? adviserOf(member) : null,
    tier,
    worth: worthOf(playbook.plan, playbook.tierNode, view)?.total ?? null,
  }
}
