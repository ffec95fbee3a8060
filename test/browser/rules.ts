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

const node = z.looseObject({ kind: z.string() })
const draftSchema = z.object({ etag: z.string(), document: z.looseObject({ nodes: z.array(node) }) })

const anyDraft = z.object({ etag: z.string(), saved: z.boolean() })

/** Discards the draft, if there is one. */
export async function discardDraft(script: Script): Promise<void> {
  const { etag, saved } = anyDraft.parse(await script('strategist', 'GET', `${PLAYBOOK}/draft`))
  if (saved) await script('strategist', 'DELETE', `${PLAYBOOK}/draft`, undefined, { 'if-match': `"${etag}"` })
}

/** Saves the playbook as it was shipped as the draft: other tests may have put something else in force meanwhile. */
export async function draftAsShipped(script: Script): Promise<void> {
  const { etag } = anyDraft.parse(await script('strategist', 'GET', `${PLAYBOOK}/draft`))
  const shipped = z
    .object({ document: z.unknown() })
    .parse(await script('strategist', 'GET', `${PLAYBOOK}/versions/1`))
  const { document } = shipped
  await script('strategist', 'PUT', `${PLAYBOOK}/draft`, { document }, { 'if-match': `"${etag}"` })
}

/** Saves a draft in which nobody is listed because of an event. */
export async function draftWithoutEvents(script: Script): Promise<void> {
  const { document, etag } = draftSchema.parse(await script('strategist', 'GET', `${PLAYBOOK}/draft`))
  const nodes = document.nodes.map((each) => (each.kind === 'arbitration' ? { ...each, triggers: [] } : each))
  const changed = { ...document, nodes, tests: [] }
  await script('strategist', 'PUT', `${PLAYBOOK}/draft`, { document: changed }, { 'if-match': `"${etag}"` })
}

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
