import { createRoute, z } from '@hono/zod-openapi'
import { AUDIT_ACTIONS } from '../audit/entry.ts'
import { EXPORT_FORMATS, exportedLog } from '../audit/export.ts'
import { FAULTS, faultIn } from '../audit/fault.ts'
import { type Journal, LogUnwritable } from '../audit/journal.ts'
import { type FoundEntry, searchLog } from '../audit/search.ts'
import { type Verification, verifyLog } from '../audit/verify.ts'
import type { Desk } from '../desk/desk.ts'
import { bilingual, hash, identifier, isoDay, moment, rowNumber } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const TAGS = ['Audit']
const MOST_ENTRIES = 200
const ENTRIES = 50

const entrySchema = z
  .object({
    number: z.number().int(),
    at: moment,
    by: z.string(),
    action: z.string(),
    subject: z.string().openapi({ description: 'A path of the API without `/api`' }),
    details: z.record(z.string(), z.unknown()),
    personal: z
      .array(z.object({ customer: z.string(), text: z.string() }))
      .nullable()
      .openapi({ description: 'Customers that it is about, as far as not erased; for auditors only' }),
    erased: z.number().int().openapi({ description: 'How many personal parts were erased' }),
    hash,
  })
  .openapi('AuditEntry')

const list = createRoute({
  method: 'get',
  path: '/api/audit',
  tags: TAGS,
  summary: 'The audit log, the newest entry first',
  request: {
    query: z.strictObject({
      action: z.enum(AUDIT_ACTIONS).optional(),
      by: identifier.optional(),
      subject: identifier.optional().openapi({ description: 'With what the subject begins' }),
      from: isoDay.optional(),
      to: isoDay.optional(),
      before: rowNumber.optional().openapi({ description: 'The `next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).optional(),
    }),
  },
  responses: {
    200: answer(
      'Entries, and from where to go on',
      z.object({ entries: z.array(entrySchema), next: z.number().int().nullable() }),
    ),
    ...refusals,
  },
})

const verification = createRoute({
  method: 'post',
  path: '/api/audit/verification',
  tags: TAGS,
  summary: 'Checks the whole log and names the first entry that is not as it was written',
  responses: {
    200: answer(
      'What was found',
      z
        .object({
          ok: z.boolean(),
          entries: z.number().int().openapi({ description: 'So many, from the first on, are sound' }),
          head: z.object({ number: z.number().int(), hash }).nullable(),
          fault: z.object({ number: z.number().int(), what: z.enum(FAULTS), text: bilingual }).nullable(),
        })
        .openapi('Verification'),
    ),
    ...refusals,
  },
})

const checkpoint = createRoute({
  method: 'get',
  path: '/api/audit/checkpoint',
  tags: TAGS,
  summary: 'A signed place in the log, to be kept elsewhere: the log up to it can never change unseen',
  responses: {
    200: answer(
      'The checkpoint',
      z
        .object({
          bank: z.string(),
          number: z.number().int(),
          hash,
          at: moment,
          signature: z.string().openapi({ description: 'Ed25519, base64url' }),
          publicKey: z.string().openapi({ description: 'PEM' }),
        })
        .openapi('Checkpoint'),
    ),
    ...refusals,
  },
})

const exported = createRoute({
  method: 'get',
  path: '/api/audit/export',
  tags: TAGS,
  summary: 'The whole log but for what is personal, for the offline check or for a spreadsheet',
  request: { query: z.strictObject({ format: z.enum(EXPORT_FORMATS).optional() }) },
  responses: {
    200: {
      description: 'The log, the first entry first',
      content: {
        'application/jsonl': { schema: z.string() },
        'text/csv': { schema: z.string() },
      },
    },
    ...refusals,
  },
})

const key = createRoute({
  method: 'get',
  path: '/api/audit/key',
  tags: TAGS,
  summary: 'The public key with which the log’s seal is checked',
  responses: {
    200: answer('The key', z.object({ algorithm: z.literal('Ed25519'), publicKey: z.string() })),
    ...refusals,
  },
})

export const auditRoutes = (desk: Desk) => {
  const { journal, store } = desk
  const verify = oneAtATime(() => verifyLog(store, journal.publicKey))
  return resource()
    .openapi(list, async (c) => {
      const { limit = ENTRIES, ...wanted } = c.req.valid('query')
      const found = await searchLog(store, { ...wanted, limit })
      const user = c.get('user')
      const mayKnowWhom = user.role === 'auditor' && (await lookedAt(journal, user.id, found))
      const last = found.at(-1)?.entry.number ?? null
      return c.json(
        {
          entries: found.map((each) => shown(each, mayKnowWhom)),
          next: found.length < limit ? null : last,
        },
        200,
      )
    })
    .openapi(verification, async (c) => {
      const { ok, entries, head, fault } = await verify()
      const by = c.get('user').id
      try {
        await journal.look(by, {
          action: 'log.verified',
          subject: 'audit',
          details: { ok, entries, hash: head?.hash ?? null, ...(fault && { fault }) },
        })
      } catch (refused) {
        // A log whose head is broken takes no entry; that it is broken has to be told all the same.
        if (ok || !(refused instanceof LogUnwritable)) throw refused
      }
      const text = fault && { 'zh-CN': faultIn('zh-CN', fault), en: faultIn('en', fault) }
      return c.json({ ok, entries, head, fault: fault && text && { ...fault, text } }, 200)
    })
    .openapi(checkpoint, async (c) => {
      await journal.look(c.get('user').id, { action: 'log.exported', subject: 'audit/checkpoint' })
      return c.json(await journal.checkpoint(desk.bank.id), 200)
    })
    .openapi(exported, async (c) => {
      const { format = 'jsonl' } = c.req.valid('query')
      await journal.look(c.get('user').id, {
        action: 'log.exported',
        subject: 'audit/export',
        details: { format },
      })
      return c.body(streamOf(exportedLog(store, format)), 200, {
        'content-type': format === 'jsonl' ? 'application/jsonl' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="audit-${desk.bank.id}.${format}"`,
      })
    })
    .openapi(key, (c) => c.json({ algorithm: 'Ed25519' as const, publicKey: journal.publicKey }, 200))
}

/**
 * Writes down who reads whom entries are about, if they are about anybody. @returns whether that could be written: a
 * log that takes no entry any more has to be read all the same, but for whom it is about.
 */
async function lookedAt(journal: Journal, by: string, found: readonly FoundEntry[]): Promise<boolean> {
  const [newest, oldest] = [found.at(0)?.entry.number, found.at(-1)?.entry.number]
  if (found.every(({ personal }) => personal.length === 0)) return true
  try {
    await journal.look(by, {
      action: 'log.viewed',
      subject: 'audit',
      details: { oldest, newest },
    })
    return true
  } catch (refused) {
    if (refused instanceof LogUnwritable) return false
    throw refused
  }
}

const detailsSchema = z.record(z.string(), z.unknown())
const commitmentsSchema = z.array(z.string())

/** An entry as the API shows it; one that somebody broke shows what can be read of it. */
function shown({ entry, personal }: FoundEntry, mayKnowWhom: boolean): z.infer<typeof entrySchema> {
  const { number, at, by, action, subject, hash } = entry
  const commitments = readJson(entry.commitments, commitmentsSchema) ?? []
  return {
    number,
    at,
    by,
    action,
    subject,
    details: readJson(entry.details, detailsSchema) ?? { unreadable: entry.details },
    personal: mayKnowWhom ? personal.map(({ customer, text }) => ({ customer, text })) : null,
    erased: Math.max(0, commitments.length - personal.length),
    hash,
  }
}

function readJson<Value>(text: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Who asks while it is under way gets the same outcome: a check of the whole log costs seconds. */
function oneAtATime(work: () => Promise<Verification>): () => Promise<Verification> {
  let underWay: Promise<Verification> | null = null
  return () => {
    underWay ??= work().finally(() => {
      underWay = null
    })
    return underWay
  }
}

const streamOf = (texts: AsyncGenerator<string>): ReadableStream<Uint8Array> =>
  ReadableStream.from(texts).pipeThrough(new TextEncoderStream())
