import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { hash, text } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { requireCurrent } from './snapshots.ts'

/** As many as one entry of the log names. */
const MOST_ROWS = 200

const rows = text
  .max(MOST_ROWS * 11)
  .regex(/^\d{1,10}(,\d{1,10})*$/)
  .transform((list) => [...new Set(list.split(',').map(Number))])
  .pipe(z.array(z.number().int()).max(MOST_ROWS))
  .openapi({
    type: 'string',
    description: `Places in the columns, from 0, with commas; ${MOST_ROWS} at most`,
  })

const read = createRoute({
  method: 'get',
  path: '/api/snapshots/{hash}/customers',
  tags: ['Snapshots'],
  summary: 'Who the customers at these places of the columns are',
  description: 'A place that is none, and a customer whose personal data were erased, have no entry.',
  request: { params: z.strictObject({ hash }), query: z.strictObject({ rows }) },
  responses: {
    200: answer(
      'The customers, in the order in which they were asked for',
      z.array(
        z.object({
          row: z.number().int(),
          id: z.string(),
          name: z.string(),
          branch: z.string(),
          adviser: adviserSchema.nullable(),
        }),
      ),
    ),
    ...refusals,
  },
})

export const snapshotCustomerRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    requireCurrent(desk, c.req.valid('param').hash)
    const erased = await erasedCustomers(desk.store)
    const { customers, branches } = desk.snapshot
    const { members, memberOf } = desk.today.staff
    const found = c.req.valid('query').rows.flatMap((row) => {
      const [id, name] = [customers.ids.at(row), desk.identities.at(row)?.name]
      if (id === undefined || name === undefined || erased.has(id)) return []
      const member = members[memberOf[row] ?? -1]
      const branch = branches[customers.branch[row] ?? -1]?.id ?? ''
      return [{ row, id, name, branch, adviser: member ? adviserOf(member) : null }]
    })
    await desk.journal.look(c.get('user').id, {
      action: 'customer.viewed',
      subject: 'customers',
      personal: found.map(({ id }) => ({ customer: id })),
    })
    return c.json(found, 200)
  })
