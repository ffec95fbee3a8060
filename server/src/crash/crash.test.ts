import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDay } from '@branch-playbook/engine'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Journal, SYSTEM } from '../audit/journal.ts'
import { presentSeal } from '../audit/seal.ts'
import { makeDemoBank } from '../bank/demo/bank.ts'
import { openStore } from '../database/open.ts'
import { storePlace } from '../database/place.ts'
import { freshDatabase, onPostgres } from '../testing/database.ts'
import { type Counts, lookAt } from './found.ts'
import { killedRound, type Moment } from './killed.ts'
import { Pace } from './pace.ts'
import type { Step, Word } from './words.ts'

const MANY = 200
const TRIES = onPostgres ? 20 : MANY
/** As many at a time as the machine of the tests has cores. */
const BANKS = 2
const MOST_MINUTES = 10

const BRANCHES = ['B001']
const STEPS: readonly Step[] = ['save', 'submit', 'approve', 'activate', 'run']
/** What a bank has before anybody does anything: the version that came with it, in force, and tonight's run. */
const BEGINNING: Counts = { save: 0, submit: 1, approve: 0, activate: 1, run: 0, decided: 1 }

let directory: string

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'crash-'))
  const asOf = parseDay('2026-03-10') ?? 0
  await makeDemoBank({ dataDirectory: join(directory, 'made'), asOf, customers: 200, seed: 3 })
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test(`A process killed at any moment, ${TRIES} times, loses nothing acknowledged and leaves nothing half done`, {
  timeout: MOST_MINUTES * 60_000,
}, async () => {
  const banks = Array.from({ length: BANKS }, (_, bank) => killAgainAndAgain(bank, TRIES / BANKS))
  const kills = (await Promise.all(banks)).flat()
  expect(kills).toHaveLength(TRIES)
  const interrupted = new Set(kills.map(({ underWay }) => underWay))
  expect(interrupted.size).toBeGreaterThan(1)
  if (TRIES < MANY) return
  // Every step was interrupted, and some came about although nobody was told.
  expect(interrupted).toEqual(new Set([...STEPS, null]))
  expect(kills.some(({ cameAbout }) => cameAbout)).toBe(true)
})

interface Kill {
  /** The step that was begun and not acknowledged. */
  readonly underWay: Step | null
  readonly cameAbout: boolean
}

async function killAgainAndAgain(bank: number, tries: number): Promise<Kill[]> {
  const dataDirectory = join(directory, `bank-${bank}`)
  cpSync(join(directory, 'made'), dataDirectory, { recursive: true })
  const database = await freshDatabase()
  const place = { dataDirectory, databaseUrl: database.url, cache: join(directory, 'cache') }
  const moments = momentsOf(bank)
  const pace = new Pace()
  const kills: Kill[] = []
  let before = BEGINNING
  for (let at = 0; at < tries; at += 1) {
    const { value: moment } = moments.next()
    const said = await killedRound(place, `${bank}-${at}`, moment, pace)
    const underWay = underWayIn(said)
    const after = await inspect(place, said, before)
    kills.push({
      underWay,
      cameAbout: underWay !== null && after[underWay] > expectedOf(before, said)[underWay],
    })
    before = after
  }
  await database.drop()
  return kills
}

/** Sees to it that a killed process left all that it acknowledged, at most what it was about, and nothing torn. */
async function inspect(
  { dataDirectory, databaseUrl }: { dataDirectory: string; databaseUrl: string },
  said: readonly Word[],
  before: Counts,
): Promise<Counts> {
  const bankDirectory = join(dataDirectory, 'demo')
  const store = await openStore(storePlace(bankDirectory, databaseUrl))
  try {
    const seal = presentSeal(join(bankDirectory, 'audit.key'))
    // In turn: PostgreSQL may still be about what the dead process asked for.
    const found = await new Journal(store, seal).change(SYSTEM, (settled) =>
      lookAt(settled, seal.publicKey, BRANCHES),
    )
    expect(found.log).toMatchObject({ ok: true, fault: null })
    expect(found.torn).toEqual([])
    // Of a run that was being stored there may be something; whatever an earlier process left was removed.
    expect(found.unfinished.length).toBeLessThanOrEqual(1)
    expect(found.shown).toEqual(found.inForce)
    const { counts } = found
    expect(found.logged).toEqual(counts)
    // Whatever changes what is decided is stored with its run, and opening the bank again adds none.
    expect(counts.decided).toBe(counts.activate + counts.run)
    const least = expectedOf(before, said)
    const underWay = underWayIn(said)
    for (const step of STEPS) {
      const more = counts[step] - least[step]
      expect(more === 0 || (more === 1 && step === underWay), `${more} more of ${step}`).toBe(true)
    }
    expect(found.approved).toEqual(
      expect.arrayContaining(answersTo(said, 'approve').map(({ version }) => version)),
    )
    expect(found.activated).toEqual(
      expect.arrayContaining(answersTo(said, 'activate').map(({ number }) => number)),
    )
    return counts
  } finally {
    await store.destroy()
  }
}

const acknowledged = (said: readonly Word[]) => said.flatMap((word) => (word.is === 'done' ? [word] : []))

const answerSchema = z.looseObject({ version: z.number().optional(), number: z.number().optional() })
const answersTo = (said: readonly Word[], step: Step) =>
  acknowledged(said).flatMap((word) => (word.step === step ? [answerSchema.parse(word.answer)] : []))

/** What there has to be at least, by what there was and what was acknowledged since. */
function expectedOf(before: Counts, said: readonly Word[]): Counts {
  const counts = { ...before }
  for (const { step } of acknowledged(said)) counts[step] += 1
  return counts
}

function underWayIn(said: readonly Word[]): Step | null {
  const last = said.at(-1)
  return last?.is === 'begun' ? last.step : null
}

/** Seldom while the bank is opened; mostly in the first step, which is whatever the last process left undone. */
const STEPS_KILLED = [0, 1, 1, 1, 1, 1, 1, 2] as const
const PARTS = 1_000
/** Every other kill is around the end of a step, where it is stored and acknowledged. */
const END = 600

/** The first moment leaves time to open a bank that nobody opened before. */
function* momentsOf(seed: number): Generator<Moment, never> {
  const random = xoroshiro128plus(seed)
  yield { step: 1, part: 0 }
  for (;;) {
    const step = STEPS_KILLED[uniformInt(random, 0, STEPS_KILLED.length - 1)] ?? 0
    const from = uniformInt(random, 0, 1) === 0 ? 0 : END
    yield { step, part: uniformInt(random, from, PARTS) / PARTS }
  }
}
