import { z } from 'zod'
import type { Role } from '../identity/users.ts'
import { VERSION_STATES } from '../life/life.ts'
import type { Ask } from './ask.ts'
import type { SmallBank } from './small-bank.ts'

/** A bank to which requests are sent as its demo users. */
export interface Asked {
  readonly ask: Ask
}

const PLAYBOOK = '/api/playbooks/retail'
export const DRAFT = `${PLAYBOOK}/draft`
export const VERSIONS = `${PLAYBOOK}/versions`

const node = z.looseObject({ id: z.string(), kind: z.string() })
const documentSchema = z.looseObject({ nodes: z.array(node), tests: z.array(z.looseObject({})) })
export type Document = z.infer<typeof documentSchema>

const draftSchema = z.looseObject({ etag: z.string(), saved: z.boolean(), document: documentSchema })

export const openDraft = async (bank: Asked) =>
  draftSchema.parse((await bank.ask('strategist', 'GET', DRAFT)).body)

export const saveDraft = (bank: Asked, document: unknown, etag: string, user = 'strategist') =>
  bank.ask(user, 'PUT', DRAFT, { document, note: 'less' }, { 'if-match': `"${etag}"` })

/** The playbook without events, and without the tests that expect some. */
export const withoutTriggers = (document: Document): Document => ({
  ...document,
  nodes: document.nodes.map((each) => (each.kind === 'arbitration' ? { ...each, triggers: [] } : each)),
  tests: [],
})

/** The playbook with another description, which changes what it is and no decision. */
export const described = (document: Document, text: string): Document => ({
  ...document,
  description: { 'zh-CN': text, en: text },
})

const versionSchema = z.looseObject({ version: z.number(), state: z.enum(VERSION_STATES) })

export const versionsOf = async (bank: Asked) =>
  z.array(versionSchema).parse((await bank.ask('auditor', 'GET', VERSIONS)).body)

export const submit = (bank: Asked, user = 'strategist') =>
  bank.ask(user, 'POST', VERSIONS, { note: 'No events any more' })

/** Saves what a change makes of the draft, and submits it. */
export async function submitChange(bank: Asked, change: (document: Document) => Document) {
  const { document, etag } = await openDraft(bank)
  await saveDraft(bank, change(document), etag)
  return submit(bank)
}

/** The hash of the effect that an approver is shown. */
export async function effectOf(bank: Asked, version: number): Promise<string> {
  const { body } = await bank.ask('approver', 'GET', `${VERSIONS}/${version}/effect`)
  return z.looseObject({ hash: z.string() }).parse(body).hash
}

export const approve = (bank: Asked, version: number, effect: string, user = 'approver') =>
  bank.ask(user, 'POST', `${VERSIONS}/${version}/approval`, { effect, comment: 'Fewer calls' })

export const putInForce = (bank: Asked, version: number, scope = {}, user = 'approver') =>
  bank.ask(user, 'POST', `${VERSIONS}/${version}/activations`, { reason: 'As agreed', ...scope })

/** Adds a user with the password of the demo users. */
export async function addUser({ open }: Pick<SmallBank, 'open'>, id: string, role: Role): Promise<void> {
  const { store } = open.desk
  const like = await store.selectFrom('users').selectAll().where('id', '=', role).executeTakeFirstOrThrow()
  await store
    .insertInto('users')
    .values({ ...like, id, name: id })
    .execute()
}

/** Gives a user another role. */
export const turn = async ({ open }: Pick<SmallBank, 'open'>, id: string, role: Role): Promise<void> => {
  await open.desk.store.updateTable('users').set({ role }).where('id', '=', id).execute()
}
