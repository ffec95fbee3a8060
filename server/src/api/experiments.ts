import { randomBytes, randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { WHOLE } from '../experiment/assignment.ts'
import {
  ENDED,
  hasEnded,
  keepsHoldout,
  overlap,
  sharesOf,
  stateOf,
  type TwoShares,
} from '../experiment/life.ts'
import { inForce, listActivations } from '../store/activations.ts'
import { addExperiment, addShares, type Experiment, listExperiments } from '../store/experiments.ts'
import type { Database } from '../store/tables.ts'
import {
  approvedVersionFor,
  comingIntoForce,
  requireBranches,
  requireRuns,
  requireToCome,
} from './coming-into-force.ts'
import {
  experimentFor,
  experimentSchema,
  inHundredths,
  ofExperiment,
  percent,
  shownExperiment,
  subjectOf,
  unit,
} from './experiment.ts'
import { identifier, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { settingOf } from './version.ts'

const { reason } = comingIntoForce

const start = createRoute({
  method: 'post',
  path: '/api/experiments',
  tags: ['Experiments'],
  summary: 'Lets a challenger run beside the champion. Not for who took part in the challenger.',
  description:
    'The champion is whatever is in force; putting another version in force meanwhile leaves the challenger as it is. A branch has at most one experiment at a time.',
  request: {
    body: body(
      z.strictObject({
        id: identifier.optional().openapi({ description: 'Made by the server when left out' }),
        name: text.min(1).max(200),
        playbook: identifier,
        challenger: z.number().int().min(1).openapi({ description: 'An approved version of the playbook' }),
        unit,
        share: percent,
        holdout: percent.default(0),
        seed: text.min(1).max(64).optional().openapi({
          description: 'A new one when left out; experiments with one seed have the same units in front',
        }),
        ...comingIntoForce,
      }),
    ),
  },
  responses: { 201: answer('The experiment', experimentSchema), ...refusals },
})

const change = createRoute({
  method: 'post',
  path: '/api/experiments/{id}/shares',
  tags: ['Experiments'],
  summary: 'Gives the challenger another share from today on; the holdout stays frozen',
  description:
    'A larger share adds units to those that have the challenger and takes none away. The holdout keeps all its units, and takes in none that ever had the challenger.',
  request: {
    params: ofExperiment,
    body: body(z.strictObject({ share: percent, holdout: percent.optional(), reason })),
  },
  responses: { 200: answer('The experiment', experimentSchema), ...refusals },
})

const end = createRoute({
  method: 'post',
  path: '/api/experiments/{id}/end',
  tags: ['Experiments'],
  summary: 'Ends an experiment: from today on the champion decides everybody',
  request: { params: ofExperiment, body: body(z.strictObject({ reason })) },
  responses: { 200: answer('The experiment', experimentSchema), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/api/experiments',
  tags: ['Experiments'],
  summary: 'All experiments, those that begin last first',
  responses: { 200: answer('The experiments', z.array(experimentSchema)), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/api/experiments/{id}',
  tags: ['Experiments'],
  summary: 'An experiment',
  request: { params: ofExperiment },
  responses: { 200: answer('The experiment', experimentSchema), ...refusals },
})

export const experimentRoutes = (desk: Desk) =>
  resource()
    .openapi(start, async (c) => {
      const given = c.req.valid('json')
      const by = c.get('user').id
      const { playbook, from = desk.day, branches = null, reason, name, unit } = given
      const shares = { share: inHundredths(given.share), holdout: inHundredths(given.holdout) }
      const { id = randomUUID(), seed = randomBytes(8).toString('hex') } = given
      requireShares(shares)
      const now = settingOf(desk)
      requireToCome(now, from)
      requireBranches(now, branches)
      const asked = { id: playbook, version: given.challenger }
      await requireRuns(desk, await approvedVersionFor(now, asked, by), from)
      const started = await desk.changeRules(by, async (store, note, at) => {
        const { hash } = await approvedVersionFor(settingOf(desk, store), asked, by)
        if ((await listExperiments(store)).some((each) => each.id === id))
          throw new Refusal('experiment_exists', { experiment: id })
        await requireRoom(store, branches)
        await requireChampion(desk, store, given, from)
        const made = { by, at, reason, valid_from: from }
        await addExperiment(store, {
          id,
          name,
          playbook,
          challenger: given.challenger,
          unit,
          seed,
          branches,
          ...made,
        })
        await addShares(store, { experiment: id, ...shares, ...made })
        const details = {
          playbook,
          challenger: given.challenger,
          hash,
          unit,
          seed,
          branches,
          from,
          ...shares,
        }
        note({ action: 'experiment.started', subject: subjectOf(id), details: { ...details, reason } })
        return experimentFor(desk, id, store)
      })
      return c.json(shownExperiment(started, desk.day), 201)
    })
    .openapi(change, async (c) => {
      const { share, holdout, reason } = c.req.valid('json')
      const changed = await reshare(desk, c.req.valid('param').id, c.get('user').id, reason, (experiment) => {
        const shares = {
          share: inHundredths(share),
          holdout: holdout === undefined ? sharesOf(experiment).holdout : inHundredths(holdout),
        }
        requireShares(shares)
        if (!keepsHoldout(experiment, shares))
          throw new Refusal('holdout_frozen', { experiment: experiment.id })
        return shares
      })
      return c.json(shownExperiment(changed, desk.day), 200)
    })
    .openapi(end, async (c) => {
      const { reason } = c.req.valid('json')
      const ended = await reshare(desk, c.req.valid('param').id, c.get('user').id, reason, () => ENDED)
      return c.json(shownExperiment(ended, desk.day), 200)
    })
    .openapi(list, async (c) => {
      const all = await listExperiments(desk.store)
      const latest = all.toSorted((left, right) => right.valid_from.localeCompare(left.valid_from))
      return c.json(
        latest.map((each) => shownExperiment(each, desk.day)),
        200,
      )
    })
    .openapi(read, async (c) =>
      c.json(shownExperiment(await experimentFor(desk, c.req.valid('param').id), desk.day), 200),
    )

/** Gives an experiment other shares from today on, or from its first day where that is to come. */
function reshare(
  desk: Desk,
  id: string,
  by: string,
  reason: string,
  sharesFor: (experiment: Experiment) => TwoShares,
): Promise<Experiment> {
  return desk.changeRules(by, async (store, note, at) => {
    const experiment = await experimentFor(desk, id, store)
    if (hasEnded(experiment)) throw new Refusal('experiment_ended', { experiment: id })
    const shares = sharesFor(experiment)
    const valid_from = stateOf(experiment, desk.day) === 'scheduled' ? experiment.valid_from : desk.day
    await addShares(store, { experiment: id, valid_from, ...shares, by, at, reason })
    note({
      action: shares === ENDED ? 'experiment.ended' : 'experiment.changed',
      subject: subjectOf(id),
      details: { from: valid_from, ...shares, reason },
    })
    return experimentFor(desk, id, store)
  })
}

function requireShares({ share, holdout }: TwoShares): void {
  if (share + holdout > WHOLE) throw new Refusal('shares_exceed_all')
  if (share + holdout === 0) throw new Refusal('shares_empty')
}

/** A branch has one experiment at a time, the one that is still to begin included. */
async function requireRoom(store: Database, branches: readonly string[] | null): Promise<void> {
  const other = (await listExperiments(store)).find(
    (each) => !hasEnded(each) && overlap(each.branches, branches),
  )
  if (other) throw new Refusal('experiment_overlaps', { experiment: other.id })
}

/** There has to be a champion of the playbook to compare with, and another version than the challenger. */
async function requireChampion(
  desk: Desk,
  store: Database,
  {
    playbook,
    challenger,
    branches,
  }: { playbook: string; challenger: number; branches?: string[] | undefined },
  day: string,
): Promise<void> {
  const where = branches ?? desk.snapshot.branches.map(({ id }) => id)
  const champions = [...inForce(await listActivations(store), where, day).values()].filter(
    (each) => each.playbook === playbook,
  )
  if (champions.length === 0) throw new Refusal('playbook_not_in_force', { playbook, day })
  if (champions.every(({ version }) => version === challenger))
    throw new Refusal('challenger_in_force', { version: challenger, day })
}
