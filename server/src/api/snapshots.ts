import { createHash } from 'node:crypto'
import { type Column, formatDay, typeOfFact } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { holdoutPlaces } from '../campaigns/places.ts'
import { CONTACT_FACTS } from '../desk/contact-state.ts'
import type { Desk } from '../desk/desk.ts'
import { FACTS } from '../snapshot/facts.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { branchName, hash, identifier, isoDay } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

/** The column of the places of the advisers, beside the facts. */
const ADVISER = 'adviser'

const read = createRoute({
  method: 'get',
  path: '/api/snapshots/{hash}',
  tags: ['Snapshots'],
  summary: 'What a snapshot holds, and whose customers they are',
  request: { params: z.strictObject({ hash }) },
  responses: {
    200: answer(
      'The snapshot',
      z.object({
        hash,
        asOf: isoDay,
        count: z.number().int(),
        columns: z.array(
          z.object({
            name: z.string(),
            storage: z.enum(['double', 'integer', 'code']),
            values: z
              .array(z.string())
              .optional()
              .openapi({ description: 'Of a class: what its codes stand for, from 1; 0 is missing' }),
          }),
        ),
        advisers: z
          .array(adviserSchema.extend({ branch: z.string() }))
          .openapi({ description: 'In the order to which the column `adviser` refers' }),
        branches: z.array(branchName),
      }),
    ),
    ...refusals,
  },
})

const column = createRoute({
  method: 'get',
  path: '/api/snapshots/{hash}/columns/{name}',
  tags: ['Snapshots'],
  summary: 'A column of all customers as a raw typed array, little endian',
  description:
    'The contacts logged so far are counted in. `adviser` is the place of each customer’s adviser in the snapshot’s list.',
  request: { params: z.strictObject({ hash, name: identifier }) },
  responses: {
    200: {
      description: 'The column',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    304: { description: 'Unchanged' },
    ...refusals,
  },
})

const places = createRoute({
  method: 'get',
  path: '/api/snapshots/{hash}/holdouts/{playbook}/{campaign}',
  tags: ['Snapshots'],
  summary: 'The places by which a campaign holds customers out, as 16-bit whole numbers, little endian',
  description:
    'From 0 up to but not including 10,000, in the order of the columns: held out is whose place is below the campaign’s share, in hundredths of a percent. The campaign need not be there yet.',
  request: { params: z.strictObject({ hash, playbook: identifier, campaign: identifier }) },
  responses: {
    200: {
      description: 'The places',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refusals,
  },
})

export const snapshotRoutes = (desk: Desk) =>
  resource()
    .openapi(read, (c) => {
      requireCurrent(desk, c.req.valid('param').hash)
      const { manifest, branches, facts } = desk.snapshot
      const { members } = desk.today.staff
      const columns = [...facts].map(([name, column]) => ({
        name,
        storage: storageOf(column),
        ...valuesOf(name),
      }))
      return c.json(
        {
          hash: manifest.hash,
          asOf: formatDay(manifest.asOf),
          count: desk.snapshot.customers.count,
          columns: [...columns, { name: ADVISER, storage: 'integer' as const }],
          advisers: members.map((member) => ({
            ...adviserOf(member),
            branch: branches[member.branch]?.id ?? '',
          })),
          branches: [...branches],
        },
        200,
      )
    })
    .openapi(column, async (c) => {
      const { hash, name } = c.req.valid('param')
      requireCurrent(desk, hash)
      const { staff, live } = desk.today
      const found = name === ADVISER ? staff.memberOf : live.state.population.columns.get(name)
      if (!found) throw new Refusal('unknown_column', { column: name })
      const bytes = new Uint8Array(found.buffer, found.byteOffset, found.byteLength)
      const changes = CONTACT_FACTS.includes(name)
      const etag = changes ? createHash('sha256').update(bytes).digest('hex') : `${hash}.${name}`
      const headers = {
        etag: `"${etag}"`,
        // Contacts change some columns during the day; all others are as immutable as the snapshot.
        'cache-control': changes ? 'no-store' : 'private, max-age=31536000, immutable',
      }
      if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers)
      await desk.journal.look(c.get('user').id, {
        action: 'population.read',
        subject: `snapshots/${hash}/columns/${name}`,
      })
      return c.body(bytes.slice(), 200, { ...headers, 'content-type': 'application/octet-stream' })
    })
    .openapi(places, async (c) => {
      const { hash, playbook, campaign } = c.req.valid('param')
      requireCurrent(desk, hash)
      const found = await holdoutPlaces(playbook, campaign, desk.snapshot.customers.ids)
      return c.body(new Uint8Array(found.buffer), 200, {
        'cache-control': 'private, max-age=31536000, immutable',
        'content-type': 'application/octet-stream',
      })
    })

/** Refuses any snapshot but the one of today. */
export function requireCurrent({ snapshot }: Desk, hash: string): void {
  if (snapshot.manifest.hash !== hash) throw new Refusal('unknown_snapshot', { snapshot: hash })
}

function storageOf(column: Column): 'double' | 'integer' | 'code' {
  if (column instanceof Float64Array) return 'double'
  return column instanceof Int32Array ? 'integer' : 'code'
}

function valuesOf(name: string): { readonly values?: string[] } {
  const fact = FACTS.find((each) => each.name === name)
  const type = fact && typeOfFact(fact)
  return type?.kind === 'class' ? { values: [...type.values] } : {}
}
