import { parsePlaybookText, playbookHash } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { comparisonOf } from '../effect/comparisons.ts'
import { documentComparison } from './document-comparison.ts'
import { draftFor } from './draft-state.ts'
import { hash, identifier, moment, rowNumber } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { requirePlaybook, settingOf, versionFor } from './version.ts'

const DRAFT = 'draft'

const wanted = z
  .union([z.literal(DRAFT), rowNumber])
  .openapi({ type: 'string', description: 'The number of a version, or `draft`', example: '3' })

const compared = z.object({
  version: z.number().int().nullable().openapi({ description: 'Null for the draft' }),
  hash,
  author: z.string(),
  at: moment,
  note: z.string(),
})

const read = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/comparison',
  tags: ['Playbooks'],
  summary: 'What differs between two versions of a playbook, or a version and the draft, in words',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({ from: wanted, to: wanted }),
  },
  responses: {
    200: answer(
      'What differs',
      documentComparison.extend({ from: compared, to: compared }).openapi('Comparison'),
    ),
    ...refusals,
  },
})

export const comparisonRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const { from, to } = c.req.valid('query')
    const [before, after] = [await documentOf(desk, id, from), await documentOf(desk, id, to)]
    const found = await comparisonOf({ before: before.document, after: after.document })
    return c.json({ ...found, from: identityOf(before), to: identityOf(after) }, 200)
  })

interface Kept {
  readonly version: number | null
  readonly document: string
  readonly author: string
  readonly at: string
  readonly note: string
}

async function documentOf(desk: Desk, playbook: string, asked: number | typeof DRAFT): Promise<Kept> {
  if (asked !== DRAFT) return versionFor(settingOf(desk), { id: playbook, version: asked })
  await requirePlaybook(desk.store, playbook)
  return { ...(await draftFor(desk.store, playbook)), version: null }
}

function identityOf({ version, document, author, at, note }: Kept): z.infer<typeof compared> {
  const parsed = parsePlaybookText(document)
  if (!parsed.ok) throw new Error('A document of the store is no playbook')
  return { version, hash: playbookHash(parsed.value), author, at, note }
}
