import { createRoute, z } from '@hono/zod-openapi'
import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { erasedAt, erasedCustomers } from '../store/erasures.ts'
import { requireBranch, sees } from './access.ts'
import { customerPage, pageSchema } from './customer-page.ts'
import { identifier, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const MOST_FOUND = 50

const list = createRoute({
  method: 'get',
  path: '/api/customers',
  tags: ['Customers'],
  summary: 'Finds customers by a part of the name, the number or the telephone number',
  request: {
    query: z.strictObject({
      branch: identifier.optional(),
      search: text.max(100).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_FOUND).optional(),
    }),
  },
  responses: {
    200: answer(
      'The customers found, by number',
      z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          branch: z.string(),
          adviser: z.string().nullable(),
          tier: z.string().nullable(),
        }),
      ),
    ),
    ...refusals,
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/customers/{id}',
  tags: ['Customers'],
  summary: 'All about a customer, with today’s decision and its reasons',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The customer', pageSchema), ...refusals },
})

export const customerRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const user = c.get('user')
      const { branch = user.branch, search = '', limit: most = MOST_FOUND } = c.req.valid('query')
      if (branch !== null) requireBranch(user, branch)
      const without = await erasedCustomers(desk.store)
      const found = await desk.snapshot.search({ text: search, branch, most, without })
      await desk.journal.look(user.id, {
        action: 'customers.searched',
        subject: 'customers',
        details: { branch, found: found.length },
        // Whoever is erased takes the text with him: it may be his name.
        personal: [
          ...(search === '' ? [] : [{ customer: '', text: search }]),
          ...found.map(({ id }) => ({ customer: id })),
        ],
      })
      const { today } = desk
      const shown = found.map(({ id, name, branch: of, adviser }) => {
        const row = desk.snapshot.customers.rowOf(id)
        const tier = row === null ? null : actionOf(today, today.live, row).tier
        return { id, name, branch: of, adviser, tier }
      })
      return c.json(shown, 200)
    })
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      const page = await customerPage(desk, id)
      // A customer of another branch and one who does not exist look alike from here.
      if (!page || !sees(c.get('user'), page.branch.id))
        throw new Refusal('unknown_customer', { customer: id })
      if ((await erasedAt(desk.store, id)) !== null) throw new Refusal('customer_erased', { customer: id })
      await desk.journal.look(c.get('user').id, {
        action: 'customer.viewed',
        subject: 'customers',
        personal: [{ customer: id }],
      })
      return c.json(page, 200)
    })
