import { z } from 'zod'

const PLAYBOOK = '/api/playbooks/retail'

/** Sends a request as a demo user, as a script does; throws when it is not granted. */
export function scriptOf(base: () => string) {
  return async (
    user: string,
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<unknown> => {
    const response = await fetch(`${base()}${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${user}:demo`)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

export type Script = ReturnType<typeof scriptOf>

const DRAFT = `${PLAYBOOK}/draft`
const node = z.looseObject({ id: z.string(), kind: z.string() })
const documentSchema = z.looseObject({ nodes: z.array(node) })
const draftSchema = z.object({ etag: z.string(), saved: z.boolean(), document: documentSchema })

type Document = z.infer<typeof documentSchema>

const draftOf = async (script: Script) => draftSchema.parse(await script('strategist', 'GET', DRAFT))

/** Discards the draft, if there is one. */
export async function discardDraft(script: Script): Promise<void> {
  const { etag, saved } = await draftOf(script)
  if (saved) await script('strategist', 'DELETE', DRAFT, undefined, { 'if-match': `"${etag}"` })
}

/** Saves what a change makes of the draft, as a user's script does. */
export async function changeDraft(
  script: Script,
  change: (document: Document) => Document,
  user = 'strategist',
): Promise<void> {
  const { document, etag } = await draftOf(script)
  await script(user, 'PUT', DRAFT, { document: change(document) }, { 'if-match': `"${etag}"` })
}

/** Saves the draft with more nodes. */
export const addNodes = (script: Script, more: readonly z.infer<typeof node>[]): Promise<void> =>
  changeDraft(script, (document) => ({ ...document, nodes: [...document.nodes, ...more] }))

/** Saves the playbook as it was shipped as the draft: other tests may have put something else in force meanwhile. */
export async function draftAsShipped(script: Script): Promise<void> {
  const shipped = await script('strategist', 'GET', `${PLAYBOOK}/versions/1`)
  const { document } = z.object({ document: documentSchema }).parse(shipped)
  await changeDraft(script, () => document)
}

/** The playbook without what lists somebody because of an event, and without the tests that expect it. */
export const withoutEvents = (document: Document): Document => ({
  ...document,
  nodes: document.nodes.map((each) => (each.kind === 'arbitration' ? { ...each, triggers: [] } : each)),
  tests: [],
})

/** Saves a draft in which nobody is listed because of an event. */
export const draftWithoutEvents = (script: Script): Promise<void> => changeDraft(script, withoutEvents)

/** Submits the draft, and has it approved and put in force everywhere; its version. */
export async function putDraftInForce(script: Script): Promise<number> {
  const submitted = await script('strategist', 'POST', `${PLAYBOOK}/versions`, { note: 'No events any more' })
  const { version } = z.object({ version: z.number() }).parse(submitted)
  const path = `${PLAYBOOK}/versions/${version}`
  const { hash } = z.object({ hash: z.string() }).parse(await script('approver', 'GET', `${path}/effect`))
  await script('approver', 'POST', `${path}/approval`, { effect: hash, comment: 'Fewer calls' })
  await script('approver', 'POST', `${path}/activations`, { reason: 'As agreed' })
  return version
}
