import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LISTINGS, parseDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { createApp } from '../api/app.ts'
import { currentBank, type PlacedBank } from '../bank/bank.ts'
import { makeDemoBank } from '../bank/demo/bank.ts'
import { LISTED } from '../desk/listed.ts'
import { type OpenBank, openBank } from '../open-bank.ts'
import { type Ask, askOf } from './ask.ts'
import { freshDatabase } from './database.ts'

/** A Tuesday, with a working day after it. */
const AS_OF = parseDay('2026-03-10') ?? 0
/** Enough for two branches. */
export const CUSTOMERS = 2_600
export const LIST_DAY = '2026-03-11'
/** The working day after it. */
export const NEXT_DAY = '2026-03-12'

const temporary = (): string => mkdtempSync(join(tmpdir(), 'server-'))

let made: Promise<string> | null = null

/** A data directory with a small demo bank of its own. */
export async function smallBankData(): Promise<string> {
  made ??= (async () => {
    const dataDirectory = temporary()
    await makeDemoBank({ dataDirectory, asOf: AS_OF, customers: CUSTOMERS, seed: 3 })
    return dataDirectory
  })()
  const copy = temporary()
  cpSync(await made, copy, { recursive: true })
  return copy
}

/** A small bank at work, with its API in this process. */
export interface SmallBank {
  readonly dataDirectory: string
  /** Its `DATABASE_URL`: empty on SQLite. */
  readonly databaseUrl: string
  readonly open: OpenBank
  readonly faults: Error[]
  readonly ask: Ask
  /** Closes the bank and opens it again, as after a restart. */
  restart(): Promise<void>
  end(): Promise<void>
}

/**
 * @param days For how many working days it has had lists, see `makeDemoHistory`.
 * @param now The clock of its log; this machine’s unless given.
 * @param make Makes another bank than the usual one.
 */
export async function smallBank({
  days = 1,
  customers = CUSTOMERS,
  now,
  make,
}: {
  days?: number
  customers?: number
  now?: () => Date
  make?: (dataDirectory: string) => Promise<unknown>
} = {}): Promise<SmallBank> {
  const database = await freshDatabase()
  const dataDirectory = days === 1 && !make ? await smallBankData() : temporary()
  await make?.(dataDirectory)
  if (days > 1)
    await makeDemoBank({ dataDirectory, asOf: AS_OF, customers, seed: 3, days, databaseUrl: database.url })
  const faults: Error[] = []
  const logFault = (fault: Error) => {
    faults.push(fault)
  }
  const start = async () => {
    const open = await openBank(placedIn(dataDirectory), {
      demoUsers: true,
      databaseUrl: database.url,
      logFault,
      ...(now && { now }),
    })
    return { open, app: createApp(open.desk, { logFault }) }
  }
  let running = await start()
  return {
    dataDirectory,
    databaseUrl: database.url,
    faults,
    get open() {
      return running.open
    },
    ask: askOf(() => running.app),
    async restart() {
      await running.open.close()
      running = await start()
    },
    async end() {
      await running.open.close()
      await database.drop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

function placedIn(dataDirectory: string): PlacedBank {
  const placed = currentBank(dataDirectory)
  if (!placed) throw new Error(`There is no bank in ${dataDirectory}`)
  return placed
}

export const listSchema = z.object({
  date: z.string(),
  run: z.object({ id: z.string(), playbook: z.object({ version: z.number() }) }),
  advisers: z.array(
    z.object({
      id: z.string(),
      desk: z.boolean(),
      away: z.boolean(),
      left: z.boolean(),
      minutes: z.number(),
      minutesListed: z.number(),
      minutesDue: z.number(),
      minutesSpent: z.number(),
    }),
  ),
  actions: z.array(
    z.object({
      key: z.string(),
      customer: z.object({ id: z.string(), name: z.string() }),
      adviser: z.object({ id: z.string() }),
      insteadOf: z.object({ id: z.string() }).nullable(),
      position: z.number(),
      listing: z.enum(LISTINGS),
      action: z.enum(LISTED),
      overdue: z.boolean(),
      callBack: z
        .object({ made: z.string(), on: z.string(), time: z.string().nullable(), note: z.string() })
        .nullable(),
      sources: z.array(z.object({ id: z.string() })),
      channel: z.string(),
      minutes: z.number(),
      score: z.number(),
      tier: z.string().nullable(),
      strategy: z.object({ id: z.string() }).nullable(),
      talkingPoints: z.object({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
      reasons: z.array(
        z.object({ node: z.string(), text: z.object({ 'zh-CN': z.string(), en: z.string() }) }),
      ),
      attempts: z.number(),
    }),
  ),
  done: z.array(z.object({ id: z.string(), customer: z.string() })),
  blocked: z.number(),
})

export type List = z.infer<typeof listSchema>
export type Action = List['actions'][number]

/** The list of a branch today, as head office sees it. */
export async function listOf(bank: SmallBank, branch: string, query = ''): Promise<List> {
  const { status, body } = await bank.ask('auditor', 'GET', `/api/branches/${branch}/actions${query}`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return listSchema.parse(body)
}

/** The lists of all branches. */
export const allLists = (bank: SmallBank): Promise<List[]> =>
  Promise.all(bank.open.desk.snapshot.branches.map(({ id }) => listOf(bank, id)))

/** How many rows a table of the store has. */
export async function rowsIn(
  bank: SmallBank,
  table: 'runs' | 'decided' | 'actions' | 'contacts' | 'events' | 'versions',
) {
  const { count } = await bank.open.desk.store
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** A contact with the first customer on a list. */
export function contactWith(action: Action, outcome = 'reached') {
  return { id: randomUUID(), customer: action.customer.id, action: action.key, channel: 'phone', outcome }
}

export const RATE_CUT = {
  id: 'cut-2026-03',
  type: 'rate_cut',
  name: { 'zh-CN': '存款利率下调', en: 'Deposit rates cut' },
}
