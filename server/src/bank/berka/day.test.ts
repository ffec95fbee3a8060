import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from '../../api/app.ts'
import { type OpenBank, openBank } from '../../open-bank.ts'
import { askOf } from '../../testing/ask.ts'
import { brokenLaws } from '../../testing/list-laws.ts'
import { listSchema } from '../../testing/small-bank.ts'
import { randomOf } from '../demo/random.ts'
import { importBerka } from './bank.ts'
import { writePublished } from './testing/published.ts'
import { ownersIn, type SourceOwner } from './testing/source.ts'

const PUBLISHED = fileURLToPath(new URL('../../../../../shared/data/berka', import.meta.url))
const OWNERS_LOOKED_AT = 200

const temporary = () => mkdtempSync(join(tmpdir(), 'berka-day-'))

function madeUp(): string {
  const directory = temporary()
  writePublished(directory)
  return directory
}

const pageSchema = z.object({
  customer: z.object({ id: z.string(), birthDate: z.string(), customerSince: z.string() }),
  branch: z.object({ id: z.string() }),
  holdings: z.array(
    z.object({ id: z.string(), product: z.string(), balance: z.number(), opened: z.string() }),
  ),
})
const totalsSchema = z.object({ count: z.number(), credit: z.number(), debit: z.number() })

/** A bank of these files on 1994-04-01, at work. */
class Day {
  readonly published: string
  readonly #open: OpenBank
  readonly #faults: Error[] = []
  readonly #ask

  private constructor(published: string, open: OpenBank) {
    this.published = published
    this.#open = open
    const app = createApp(open.desk, { logFault: (fault) => this.#faults.push(fault) })
    this.#ask = askOf(() => app)
  }

  static async of(published: string): Promise<Day> {
    const made = await importBerka({ dataDirectory: temporary(), published })
    return new Day(published, await openBank(made, { demoUsers: true, databaseUrl: '' }))
  }

  get branches() {
    return this.#open.desk.snapshot.branches
  }

  async get<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
    const { status, body } = await this.#ask('auditor', 'GET', path)
    expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200)
    return schema.parse(body)
  }

  /** The pages as the published rows would have them: what the server says of a customer in their terms. */
  async shown(client: string): Promise<SourceOwner> {
    const { customer, branch, holdings } = await this.get(pageSchema, `/api/customers/${client}`)
    const { count, credit, debit } = await this.get(totalsSchema, `/api/customers/${client}/transactions`)
    const account = holdings.find(({ product }) => product === 'account')
    const besides = holdings
      .filter(({ product }) => product !== 'account')
      .map(({ product, balance, opened }) => `${product}|${balance}|${opened}`)
    return {
      client: customer.id,
      district: branch.id,
      opened: customer.customerSince,
      birth: customer.birthDate,
      balance: account?.balance ?? Number.NaN,
      postings: count,
      credit,
      debit,
      besides: besides.toSorted().join(', '),
    }
  }

  async end(): Promise<void> {
    await this.#open.close()
    expect(this.#faults).toEqual([])
  }
}

/** Every branch has a list that keeps the laws; how many are listed. */
async function listedIn(day: Day): Promise<number> {
  let listed = 0
  for (const { id } of day.branches) {
    const list = await day.get(listSchema, `/api/branches/${id}/actions`)
    expect(brokenLaws(list), id).toEqual([])
    expect(list.advisers.length, id).toBeGreaterThan(1)
    listed += list.actions.filter(({ listing }) => listing === 'listed').length
  }
  return listed
}

describe('made-up files in the published form', () => {
  let day: Day
  beforeAll(async () => {
    day = await Day.of(madeUp())
    return () => day.end()
  })

  test('have a list for each district', async () => {
    expect(day.branches.map(({ id }) => id)).toEqual(['1', '2'])
    await listedIn(day)
  })

  test('are shown to the haler: the last posting of a day, what is owed, another’s card, orders once paid', async () => {
    const [one, two, four, six] = await Promise.all(['1', '2', '4', '6'].map((client) => day.shown(client)))
    expect(one).toEqual({
      client: '1',
      district: '1',
      opened: '1993-01-01',
      birth: '1970-12-13',
      balance: 98_745,
      postings: 4,
      credit: 50_205,
      debit: -33_510,
      besides: 'insurance|0|1994-01-01',
    })
    expect(two).toMatchObject({
      balance: -72_055,
      postings: 1,
      debit: -12_055,
      besides: 'card-gold|0|1994-03-31, loan-12|1000000|1993-08-01',
    })
    expect(four).toMatchObject({
      opened: '1994-03-31',
      birth: '1965-02-28',
      balance: 0,
      postings: 0,
      besides: '',
    })
    expect(six).toMatchObject({
      district: '1',
      birth: '1931-12-31',
      balance: 3_000,
      postings: 0,
      besides: '',
    })
    await expect(day.shown('3')).rejects.toThrow('404')
    await expect(day.shown('5')).rejects.toThrow('404')
  })

  test('are shown as their rows say', async () => {
    const owners = await ownersIn(day.published)
    expect(owners.map(({ client }) => client)).toEqual(['1', '2', '4', '6'])
    for (const owner of owners) expect(await day.shown(owner.client)).toEqual(owner)
  })
})

describe.skipIf(!existsSync(PUBLISHED))('the PKDD’99 bank', () => {
  let day: Day
  let owners: SourceOwner[]
  beforeAll(async () => {
    day = await Day.of(PUBLISHED)
    owners = await ownersIn(PUBLISHED)
    return () => day.end()
  })

  test('has a list in each of the 77 districts that keeps the laws', async () => {
    expect(day.branches).toHaveLength(77)
    expect(await listedIn(day)).toBeGreaterThan(200)
  })

  test(`shows ${OWNERS_LOOKED_AT} owners, those at the edges among them, as their rows say`, async () => {
    expect(owners).toHaveLength(1229)
    const by = (figure: (owner: SourceOwner) => number) =>
      owners.toSorted((left, right) => figure(left) - figure(right))
    const edges = [
      ...by(({ balance }) => balance).slice(0, 10),
      ...by(({ balance }) => -balance).slice(0, 10),
      ...by(({ postings }) => postings).slice(0, 10),
      ...by(({ postings }) => -postings).slice(0, 10),
      ...by(({ opened }) => -Date.parse(opened)).slice(0, 10),
      ...by(({ birth }) => Date.parse(birth)).slice(0, 5),
      ...owners.filter(({ besides }) => besides.includes('loan')).slice(0, 30),
      ...owners.filter(({ besides }) => besides.includes('card')).slice(0, 20),
      ...owners.filter(({ besides }) => besides.includes(',')),
    ]
    const random = randomOf(77)
    const looked = new Map(edges.map((owner) => [owner.client, owner]))
    while (looked.size < OWNERS_LOOKED_AT) {
      const [first = expect.fail(), ...others] = owners
      const owner = random.pick([first, ...others])
      looked.set(owner.client, owner)
    }
    for (const owner of looked.values()) expect(await day.shown(owner.client)).toEqual(owner)
  })
})
