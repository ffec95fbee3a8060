import { formatDay, parseDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { TRANSACTION_KINDS } from '../feeds/definitions.ts'
import { RECENT_DAYS } from '../snapshot/make.ts'
import { customerFor } from './customer-for.ts'
import { amount, identifier, isoDay, text } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const MOST_ON_A_PAGE = 200
const ON_A_PAGE = 50

/** A place among the transactions, as `next` writes it. */
const place = text
  .max(200)
  .transform((written, context) => {
    const [, date = '', id = ''] = /^(\S+) (.+)$/.exec(written) ?? []
    const day = parseDay(date)
    if (day !== null) return { day, id }
    context.addIssue({ code: 'custom', message: 'Expected `next` of the page before' })
    return z.NEVER
  })
  .openapi({ type: 'string', description: '`next` of the page before' })

const list = createRoute({
  method: 'get',
  path: '/api/customers/{id}/transactions',
  tags: ['Customers'],
  summary: 'A customer’s transactions of the last 90 days, the latest first, page by page',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({
      search: text.max(100).optional().openapi({
        description:
          'Part of a posting’s or an account’s number or of a product’s name, or the first digits of an amount',
      }),
      kinds: text.max(400).optional().openapi({
        description: 'Kinds that the search means as well, with commas: whatever people call them',
      }),
      direction: z.enum(['in', 'out']).optional(),
      after: place.optional(),
      limit: z.coerce.number().int().min(1).max(MOST_ON_A_PAGE).optional(),
    }),
  },
  responses: {
    200: answer(
      'The transactions',
      z
        .object({
          since: isoDay.openapi({ description: 'Earlier ones are not kept in detail' }),
          count: z.number().int().openapi({ description: 'How many there are on all pages' }),
          credit: amount,
          debit: amount,
          transactions: z.array(
            z.object({
              id: z.string(),
              day: isoDay,
              amount,
              kind: z.string(),
              madeBy: z.enum(['customer', 'bank']),
              holding: z
                .object({ id: z.string(), name: z.string().nullable(), nameEn: z.string().nullable() })
                .nullable(),
            }),
          ),
          next: z.string().nullable(),
        })
        .openapi('Transactions'),
    ),
    ...refusals,
  },
})

export const transactionRoutes = (desk: Desk) =>
  resource().openapi(list, async (c) => {
    const { id } = c.req.valid('param')
    const { search, kinds, direction, after, limit = ON_A_PAGE } = c.req.valid('query')
    await customerFor(desk, c.get('user'), id)
    const { transactions, more, totals } = await desk.snapshot.transactions(id, {
      search,
      kinds: kinds?.split(',').filter((kind) => TRANSACTION_KINDS.includes(kind)),
      direction,
      after,
      limit,
      scale: minorUnits(desk.bank.currency),
    })
    await desk.journal.look(c.get('user').id, {
      action: 'customer.viewed',
      subject: 'customers/transactions',
      personal: [{ customer: id }],
    })
    const last = transactions.at(-1)
    return c.json(
      {
        since: formatDay(desk.snapshot.manifest.asOf - RECENT_DAYS + 1),
        ...totals,
        transactions: transactions.map(({ day, holding, product, productEn, ...transaction }) => ({
          ...transaction,
          day: formatDay(day),
          holding: holding === null ? null : { id: holding, name: product, nameEn: productEn },
        })),
        next: more && last ? `${formatDay(last.day)} ${last.id}` : null,
      },
      200,
    )
  })

/** How many of its minor unit make one of a currency. */
const minorUnits = (currency: string): number =>
  10 **
  (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
