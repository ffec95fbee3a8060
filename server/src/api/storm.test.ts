import { randomUUID } from 'node:crypto'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runIdOf } from '../desk/record.ts'
import { signIn } from '../testing/people.ts'
import { allLists, contactWith, LIST_DAY, listOf } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const BRANCH = 'B001'
const MANAGER = `manager-${BRANCH}`
const AT_ONCE = 6
const DEEDS_EACH = 7
/** Others, and more of them, by hand: `STORM_SEEDS=4,5,6`. */
const { STORM_SEEDS = '1' } = process.env
const SEEDS = STORM_SEEDS.split(',').map(Number)

const bank = bankOfEachTest()

const hashIn = (body: unknown) => z.looseObject({ hash: z.string() }).parse(body).hash
const revisionIn = (body: unknown) =>
  z.looseObject({ event: z.looseObject({ revision: z.number() }) }).parse(body).event.revision

/** Drawn by a seed: what people do in a branch and head office, each deed whatever the others do meanwhile. */
async function storm(seed: number): Promise<ReadonlyMap<string, number>> {
  const random = xoroshiro128plus(seed)
  const drawn = (most: number) => uniformInt(random, 0, most)
  const one = <Each>(all: readonly Each[]): Each => all[drawn(all.length - 1)] ?? expect.fail('There is none')
  // Signed in once: to check a password takes longer than most deeds, and would set them apart.
  const sessions = new Map<string, { cookie: string }>()
  for (const user of [MANAGER, 'strategist', 'approver'])
    sessions.set(user, (await signIn(bank, user, 'demo')).session)
  const done = new Map<string, number>()
  const deed = async (user: string, method: string, path: string, body?: object) => {
    const answer = await bank.ask(null, method, path, body, sessions.get(user))
    const name = `${method} ${path.replaceAll(/\/[-0-9a-f]{36}/g, '/…')}`
    // Overtaken by what others do, and never misunderstood.
    const isSound = answer.status < 500 && answer.status !== 400
    expect([name, isSound], JSON.stringify(answer.body)).toEqual([name, true])
    if (answer.status < 300) done.set(name, (done.get(name) ?? 0) + 1)
    return answer
  }
  const advisers = (await listOf(bank, BRANCH)).advisers.filter(({ desk }) => !desk).map(({ id }) => id)
  const logged: string[] = []
  const contact = async () => {
    const { actions } = await listOf(bank, BRANCH)
    const outcome = one(['reached', 'not_reached', 'call_back', 'refused', 'interested'])
    const made = contactWith(one(actions.slice(0, 30)), outcome)
    const promise = outcome === 'call_back' ? { callBackOn: one([LIST_DAY, '2026-03-12']) } : {}
    const { status } = await deed(MANAGER, 'POST', '/api/contacts', { ...made, ...promise })
    if (status === 201) logged.push(made.id)
  }
  const deeds = [
    ...[contact, contact, contact],
    async () => {
      if (logged.length > 0) await deed(MANAGER, 'POST', `/api/contacts/${one(logged)}/withdrawal`)
    },
    async () => {
      const [leaver = '', ...others] = advisers.toSorted(() => drawn(1) - 0.5)
      const order = { adviser: leaver, takers: others.slice(0, 2), spread: one(['tiers', 'minutes']) }
      const path = `/api/branches/${BRANCH}/handovers`
      const { status, body } = await deed(MANAGER, 'POST', `${path}/preview`, order)
      if (status !== 200) return
      const id = randomUUID()
      await deed(MANAGER, 'POST', path, { id, ...order, from: LIST_DAY, hash: hashIn(body) })
      if (drawn(2) > 0)
        await deed(MANAGER, 'POST', `/api/handovers/${id}/withdrawal`, { reason: 'She stays' })
    },
    async () => {
      const leave = { id: randomUUID(), adviser: one(advisers), from: LIST_DAY, until: LIST_DAY }
      await deed(MANAGER, 'POST', `/api/branches/${BRANCH}/leaves`, leave)
      if (drawn(1) > 0) await deed(MANAGER, 'POST', `/api/leaves/${leave.id}/withdrawal`)
    },
    async () => {
      const id = randomUUID()
      const event = { id, type: 'rate_cut', name: { 'zh-CN': id, en: id } }
      const { body } = await deed('strategist', 'POST', '/api/events', event)
      const withdrawal = { revision: revisionIn(body) + 1, reason: 'Not so' }
      if (drawn(1) > 0) await deed('strategist', 'POST', `/api/events/${id}/withdrawal`, withdrawal)
    },
    async () => {
      const values = { tier_c_from: 200_000 + 50_000 * drawn(6) }
      const path = `/api/branches/${BRANCH}/overlays/${randomUUID()}`
      await deed(MANAGER, 'PUT', path, { values, note: '', revision: 0 })
      await deed(MANAGER, 'POST', `${path}/submission`, { revision: 1 })
      const effect = `/api/branches/${BRANCH}/overlay-effect`
      const { body } = await deed('approver', 'POST', effect, { values })
      await deed('approver', 'POST', `${path}/approval`, { effect: hashIn(body) })
      await deed(MANAGER, 'POST', `${path}/withdrawal`, { comment: 'Not now' })
    },
  ]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let count = 0; count < DEEDS_EACH; count += 1) await one(deeds)()
    }),
  )
  return done
}

test.each(SEEDS)(
  'Whatever is done at the same moment, what is shown is what is stored, and every run comes out the same again (%i)',
  async (seed) => {
    const done = await storm(seed)
    expect(done.get('POST /api/contacts')).toBeGreaterThan(5)
    const { store } = bank.open.desk
    const decided = await store.selectFrom('decided').select('run').orderBy('number').execute()
    expect(decided.at(-1)?.run).toBe(runIdOf(bank.open.desk.today))
    const shown = async () => (await allLists(bank)).map(({ run: _run, ...list }) => list)
    const before = await shown()
    await bank.restart()
    expect(await shown()).toEqual(before)
    for (const run of new Set(decided.map((each) => each.run)))
      expect(await bank.ask('auditor', 'POST', `/api/runs/${run}/replay`)).toMatchObject({
        status: 200,
        body: { same: true, differences: [] },
      })
  },
  300_000,
)
