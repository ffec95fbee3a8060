import { createRoute } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { documentOf } from '../store/document.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'
import { documentSchema, ofVersion, settingOf, subjectOf, versionFor } from './version.ts'

const read = createRoute({
  method: 'get',
  path: '/api/playbooks/{id}/versions/{version}/document',
  tags: ['Playbooks'],
  summary: 'The document of a version as a file, for a bank’s records',
  description: 'As the commands of `playbook` read it. That it was taken is in the log.',
  request: { params: ofVersion },
  responses: { 200: answer('The document', documentSchema), ...refusals },
})

export const versionDocumentRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const found = await versionFor(settingOf(desk), c.req.valid('param'))
    const { playbook, version, hash } = found
    await desk.journal.look(c.get('user').id, {
      action: 'version.exported',
      subject: subjectOf(found),
      details: { hash },
    })
    c.header('content-disposition', `attachment; filename="${playbook}-${version}.json"`)
    return c.json(documentOf(found.document), 200)
  })
