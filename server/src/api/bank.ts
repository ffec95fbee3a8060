import { formatDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { eventTypesOf } from '../desk/event-types.ts'
import { decidedBy } from '../desk/rules.ts'
import { bilingual, hash, isoDay, playbookVersion } from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const read = createRoute({
  method: 'get',
  path: '/api/bank',
  tags: ['Bank'],
  summary: 'The bank: its day, its data and the playbook in force',
  responses: {
    200: answer(
      'The bank',
      z.object({
        id: z.string(),
        name: bilingual,
        currency: z.string(),
        day: isoDay.openapi({ description: 'The working day that the lists are for' }),
        snapshot: z.object({ hash, asOf: isoDay }),
        customers: z.number().int(),
        playbook: playbookVersion.openapi({ description: 'The one that decides the most customers' }),
        playbooks: z
          .array(playbookVersion.extend({ customers: z.number().int(), branches: z.number().int() }))
          .openapi({
            description:
              'Every version in force, with how many customers it decides and in how many branches',
          }),
        calendar: z.string(),
        eventTypes: z.array(z.string()).openapi({ description: 'Events that the playbook answers to' }),
      }),
    ),
    ...refusals,
  },
})

export const bankRoutes = (desk: Desk) =>
  resource().openapi(read, (c) => {
    const { bank, snapshot, day } = desk
    const { leading: playbook, grounds } = desk.today
    return c.json(
      {
        id: bank.id,
        name: bank.name,
        currency: bank.currency,
        day,
        snapshot: { hash: snapshot.manifest.hash, asOf: formatDay(snapshot.manifest.asOf) },
        customers: snapshot.customers.count,
        playbook: { id: playbook.id, version: playbook.version, hash: playbook.hash },
        playbooks: decidedBy(grounds.rules, snapshot).map(({ arm, customers, branches }) => ({
          id: arm.id,
          version: arm.version,
          hash: arm.hash,
          customers,
          branches,
        })),
        calendar: playbook.workingDays.id,
        eventTypes: eventTypesOf(desk.today),
      },
      200,
    )
  })
