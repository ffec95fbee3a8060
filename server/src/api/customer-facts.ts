import { decode, formatDay, typeOfFact } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { FACTS } from '../snapshot/facts.ts'
import { erasedAt } from '../store/erasures.ts'
import { identifier } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const value = z.union([z.number(), z.string(), z.boolean(), z.null()])

const read = createRoute({
  method: 'get',
  path: '/api/customers/{id}/facts',
  tags: ['Customers'],
  summary:
    'All that the snapshot knows about a customer as a playbook’s tests write it, and nothing that names him',
  description: 'The contacts logged so far are counted in.',
  request: { params: z.strictObject({ id: identifier }) },
  responses: {
    200: answer(
      'The facts by name: null when missing, amounts in the minor unit, days as YYYY-MM-DD',
      z.record(z.string(), value),
    ),
    ...refusals,
  },
})

export const customerFactsRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const row = desk.snapshot.customers.rowOf(id)
    if (row === null) throw new Refusal('unknown_customer', { customer: id })
    if ((await erasedAt(desk.store, id)) !== null) throw new Refusal('customer_erased', { customer: id })
    await desk.journal.look(c.get('user').id, {
      action: 'customer.viewed',
      subject: 'customers',
      personal: [{ customer: id }],
    })
    const { columns } = desk.today.live.state.population
    const facts = FACTS.map((fact) => {
      const found = decode(typeOfFact(fact), columns.get(fact.name)?.[row] ?? Number.NaN)
      return [fact.name, fact.type === 'date' && typeof found === 'number' ? formatDay(found) : found]
    })
    return c.json(Object.fromEntries(facts), 200)
  })
