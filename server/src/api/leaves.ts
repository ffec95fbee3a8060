import { createRoute, z } from '@hono/zod-openapi'
import { byEntry } from '../desk/absence.ts'
import type { Desk } from '../desk/desk.ts'
import { addLeave, type Leave, leaveById, standingLeaves, withdrawLeave } from '../store/leaves.ts'
import type { Database } from '../store/tables.ts'
import { requireBranch, sees } from './access.ts'
import { branchFor, requireAdviser } from './branch-for.ts'
import { identifier, isoDay, moment } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { saysAll } from './says-all.ts'

const TAGS = ['Leave']

const leaveSchema = z
  .object({
    id: z.string(),
    branch: z.string(),
    adviser: z.string(),
    from: isoDay,
    until: isoDay.openapi({ description: 'The last day' }),
    standIn: z
      .string()
      .nullable()
      .openapi({ description: 'Who looks after the customers meanwhile; null: the branch’s desk' }),
    by: z.string(),
    at: moment,
  })
  .openapi('Leave')

const list = createRoute({
  method: 'get',
  path: '/api/branches/{id}/leaves',
  tags: TAGS,
  summary: 'Who of a branch is away, today or later',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The leaves, by their first day', z.array(leaveSchema)), ...refusals },
})

const enter = createRoute({
  method: 'post',
  path: '/api/branches/{id}/leaves',
  tags: TAGS,
  summary: 'Enters the leave of an adviser; today’s lists are made again at once',
  description:
    'The id is made by the client: the same request again adds nothing, nor does a leave that is entered already, word for word, under another id. While the adviser is away his customers are on the list of the stand-in, or of the branch’s desk if there is none or he is away himself. Of two leaves of one adviser for one day the one entered last holds.',
  request: {
    params: z.strictObject({ id: identifier }),
    body: body(
      z.strictObject({
        id: z.uuid().toLowerCase(),
        adviser: identifier,
        from: isoDay,
        until: isoDay,
        standIn: identifier.nullable().optional(),
      }),
    ),
  },
  responses: {
    200: answer('Entered before; nothing was added', z.object({ leave: leaveSchema })),
    201: answer('Entered', z.object({ leave: leaveSchema })),
    ...refusals,
  },
})

const withdraw = createRoute({
  method: 'post',
  path: '/api/leaves/{id}/withdrawal',
  tags: TAGS,
  summary: 'Takes a leave back; today’s lists are made again at once',
  description: 'Days that are over stay as they were. Doing so again changes nothing.',
  request: { params: z.strictObject({ id: z.uuid().toLowerCase() }) },
  responses: { 200: answer('It was taken back', z.object({ leave: leaveSchema })), ...refusals },
})

export const leaveRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param')
      branchFor(desk, c.get('user'), id)
      const leaves = await standingLeaves(desk.store)
      const left = leaves.filter(({ branch, last_day }) => branch === id && last_day >= desk.day)
      return c.json(left.map(shown), 200)
    })
    .openapi(enter, async (c) => {
      const user = c.get('user')
      const { id: branch } = c.req.valid('param')
      const { id, adviser, from, until, standIn = null } = c.req.valid('json')
      requireBranch(user, branch)
      requireAdviser(desk.snapshot, branch, adviser)
      if (standIn !== null) requireAdviser(desk.snapshot, branch, standIn)
      if (until < from || until < desk.day || standIn === adviser)
        throw new Refusal('leave_unsound', { today: desk.day })
      const asked = { branch, adviser, first_day: from, last_day: until, stand_in: standIn }
      const { leave, added } = await desk.changeStaff(user.id, 'leave', async (store, note, at) => {
        const known = (await leaveById(store, id)) ?? (await holdingAlready(store, asked))
        if (known) return { leave: known, added: false }
        const leave = { id, ...asked, by: user.id, at }
        await addLeave(store, leave)
        note({ action: 'leave.entered', subject: `leaves/${id}`, details: { adviser, from, until, standIn } })
        return { leave, added: true }
      })
      if (!saysAll(leave, asked)) throw new Refusal('leave_differs', { leave: id })
      return added ? c.json({ leave: shown(leave) }, 201) : c.json({ leave: shown(leave) }, 200)
    })
    .openapi(withdraw, async (c) => {
      const user = c.get('user')
      const { id } = c.req.valid('param')
      const leave = await leaveById(desk.store, id)
      if (!leave || !sees(user, leave.branch)) throw new Refusal('unknown_leave', { leave: id })
      await desk.changeStaff(user.id, 'leave', async (store, note, at) => {
        if (await withdrawLeave(store, { leave: id, by: user.id, at }))
          note({ action: 'leave.withdrawn', subject: `leaves/${id}`, details: { adviser: leave.adviser } })
      })
      return c.json({ leave: shown(leave) }, 200)
    })

type Asked = Omit<Leave, 'id' | 'by' | 'at'>

/** The leave that says all that is asked, if no other one was entered for any of its days since. */
async function holdingAlready(store: Database, asked: Asked): Promise<Leave | undefined> {
  const ofThoseDays = (await standingLeaves(store)).filter(
    ({ adviser, first_day, last_day }) =>
      adviser === asked.adviser && first_day <= asked.last_day && last_day >= asked.first_day,
  )
  const last = ofThoseDays.toSorted(byEntry).at(-1)
  return last && saysAll(last, asked) ? last : undefined
}

const shown = ({ first_day: from, last_day: until, stand_in: standIn, ...leave }: Leave) => ({
  ...leave,
  from,
  until,
  standIn,
})
