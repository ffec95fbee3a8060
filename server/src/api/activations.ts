import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import {
  type LivingActivation,
  type LivingVersion,
  livingActivations,
  rulesByBranch,
  type Setting,
} from '../life/life.ts'
import { activationAt } from '../store/activations.ts'
import { activate, withdrawActivation } from '../store/playbooks.ts'
import {
  approvedVersionFor,
  comingIntoForce,
  requireBranches,
  requireRuns,
  requireToCome,
} from './coming-into-force.ts'
import { rowNumber } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { activationSchema, ofVersion, settingOf, shownActivation, subjectOf } from './version.ts'

const putInForce = createRoute({
  method: 'post',
  path: '/api/playbooks/{id}/versions/{version}/activations',
  tags: ['Rules'],
  summary:
    'Puts an approved version in force from a day on, in some branches or everywhere. Not for who took part in it.',
  request: {
    params: ofVersion,
    body: body(z.strictObject(comingIntoForce)),
  },
  responses: { 201: answer('The activation', activationSchema), ...refusals },
})

const withdraw = createRoute({
  method: 'post',
  path: '/api/activations/{number}/withdrawal',
  tags: ['Rules'],
  summary: 'Takes an activation back before its day',
  request: {
    params: z.strictObject({ number: rowNumber }),
    body: body(z.strictObject({ reason: comingIntoForce.reason })),
  },
  responses: { 200: answer('The activation', activationSchema), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/api/activations',
  tags: ['Rules'],
  summary: 'What was, is and will be in force, the activation made last first',
  responses: { 200: answer('The activations', z.array(activationSchema)), ...refusals },
})

const rule = activationSchema.pick({ number: true, playbook: true, version: true, from: true })

const rules = createRoute({
  method: 'get',
  path: '/api/rules',
  tags: ['Rules'],
  summary: 'What is in force in each branch today, and what comes next there',
  responses: {
    200: answer(
      'The rules by branch',
      z.array(
        z.object({ branch: z.string(), now: rule.nullable(), next: rule.nullable() }).openapi('BranchRules'),
      ),
    ),
    ...refusals,
  },
})

export const activationRoutes = (desk: Desk) =>
  resource()
    .openapi(putInForce, async (c) => {
      const asked = c.req.valid('param')
      const { from = desk.day, branches = null, reason } = c.req.valid('json')
      const by = c.get('user').id
      const now = settingOf(desk)
      const found = await approvedVersionFor(now, asked, by)
      requireBranches(now, branches)
      requireToCome(now, from)
      await requireRuns(desk, found, from)
      const activated = await desk.changeRules(by, async (store, note, at) => {
        const setting = settingOf(desk, store)
        const version = await approvedVersionFor(setting, asked, by)
        await requireChange(setting, version, from, branches)
        const number = await activate(store, version, by, at, from, { branches, reason })
        note({
          action: 'activation.made',
          subject: subjectOf(version),
          details: { activation: number, hash: version.hash, from, branches },
        })
        return activationFor(setting, number)
      })
      return c.json(shownActivation(activated), 201)
    })
    .openapi(withdraw, async (c) => {
      const { number } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const by = c.get('user').id
      const withdrawn = await desk.changeRules(by, async (store, note, at) => {
        const setting = settingOf(desk, store)
        const { state, validFrom, playbook, version } = await activationFor(setting, number)
        if (state === 'withdrawn') throw new Refusal('activation_withdrawn', { number })
        if (state !== 'scheduled') throw new Refusal('activation_begun', { number, day: validFrom })
        await withdrawActivation(store, { activation: number, by, at, reason })
        note({
          action: 'activation.withdrawn',
          subject: subjectOf({ playbook, version }),
          details: { activation: number },
        })
        return activationFor(setting, number)
      })
      return c.json(shownActivation(withdrawn), 200)
    })
    .openapi(list, async (c) =>
      c.json((await livingActivations(settingOf(desk))).toReversed().map(shownActivation), 200),
    )
    .openapi(rules, async (c) => {
      const found = await rulesByBranch(settingOf(desk))
      return c.json(
        found.map(({ branch, now, next }) => ({ branch, now: shownRule(now), next: shownRule(next) })),
        200,
      )
    })

const shownRule = (activation: LivingActivation | null) => {
  if (!activation) return null
  const { number, playbook, version, validFrom: from } = activation
  return { number, playbook, version, from }
}

async function activationFor(setting: Setting, number: number): Promise<LivingActivation> {
  const found = (await livingActivations(setting)).find((each) => each.number === number)
  if (!found) throw new Refusal('unknown_activation', { number })
  return found
}

/** Refuses what is so already, such as the second click of a double one. */
async function requireChange(
  setting: Setting,
  { playbook, version }: LivingVersion,
  day: string,
  branches: readonly string[] | null,
): Promise<void> {
  const all = await livingActivations(setting)
  const before = (branches ?? setting.branches).map((branch) => activationAt(all, branch, day))
  const [first] = before
  const same = before.every((each) => each?.playbook === playbook && each.version === version)
  if (first && same) throw new Refusal('already_in_force', { day, version, activation: first.number })
}
