import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import {
  compile,
  decode,
  type Figures,
  freezeCuts,
  freezeQuantiles,
  type Plan,
  type Playbook,
  type PlaybookNode,
  parseDay,
  parsePlaybook,
  plan,
  populationOf,
  type Run,
} from '@branch-playbook/engine'
import { readCalendar } from '@branch-playbook/playbooks'
import { beforeAll, describe, expect, test } from 'vitest'

const BERKA = join(fileURLToPath(new URL('../../', import.meta.url)), '..', 'shared', 'data', 'berka')

const calendar = await readCalendar('cz')
if (!calendar.ok) throw new Error('The calendar cannot be read')

const text = (id: string) => ({ 'zh-CN': id, en: id })
const day = (yymmdd: string): number =>
  parseDay(`19${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4, 6)}`) ?? Number.NaN

/** The lines of a file of the data set as records of text. */
async function recordsOf(file: string, separator: string): Promise<Record<string, string>[]> {
  const lines = gunzipSync(await readFile(join(BERKA, file)))
    .toString('latin1')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(separator).map((cell) => cell.replaceAll('"', '')))
  const [header = [], ...rows] = lines
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))
}

function planned(playbook: Playbook): Plan {
  const parsed = parsePlaybook(playbook)
  const made = parsed.ok ? plan(parsed.value) : parsed
  if (made.ok) return made.plan
  throw new Error(JSON.stringify(made.problems))
}

const bank = (facts: Playbook['facts'], nodes: PlaybookNode[]): Playbook => ({
  format: 1,
  id: 'figures',
  name: text('figures'),
  currency: 'CZK',
  calendar: 'cz',
  facts,
  nodes,
  tests: [],
})

const runOn = (asOf: number): Run => ({ asOf, workingDays: calendar.value, events: [] })

describe.skipIf(!existsSync(BERKA))('recency and frequency of the real bank of PKDD’99', () => {
  const MADE_BY_BANK: ReadonlySet<string> = new Set(['UROK', 'SLUZBY', 'SANKC. UROK'])
  const END = day('940331')
  const recency = new Map<string, number>()
  const frequency = new Map<string, number>()

  beforeAll(async () => {
    for (const { account_id: id = '', date = '', k_symbol: symbol = '' } of await recordsOf(
      'trans.head.asc.gz',
      ';',
    )) {
      frequency.set(id, frequency.get(id) ?? 0)
      if (MADE_BY_BANK.has(symbol)) continue
      const ago = END - day(date)
      recency.set(id, Math.min(recency.get(id) ?? ago, ago))
      if (ago < 90) frequency.set(id, (frequency.get(id) ?? 0) + 1)
    }
  })

  test('are cut by value, without parting the 138 accounts of one frequency', () => {
    const counts = [...frequency.values()]
    expect([counts.length, new Set(counts).size]).toEqual([1229, 31])
    expect(counts.filter((count) => count === 6)).toHaveLength(138)
    expect(freezeCuts(counts, 5)).toEqual({ cuts: [6, 10, 14, 18], sizes: [197, 266, 209, 306, 251] })
    const days = [...recency.values()]
    expect([new Set(days).size, Math.max(...days), days.filter((each) => each === 0).length]).toEqual([
      29, 29, 53,
    ])
    expect(freezeCuts(days, 5).cuts).toEqual([4, 10, 16, 19])
  })

  test('give ranks of those sizes, once they are frozen into a playbook', () => {
    const fact = (name: string, type: 'count' | 'days' | 'date') =>
      ({ name, label: text(name), type, missing: type === 'date' ? 'possible' : 'never' }) as const
    const rank = (id: string, of: string, better: 'more' | 'less'): PlaybookNode => ({
      id,
      kind: 'measure',
      name: text(id),
      calculation: { method: 'rank', of, parts: 5, better },
    })
    const since: PlaybookNode = {
      id: 'since',
      kind: 'measure',
      name: text('since'),
      calculation: { method: 'days_since', date: 'last', ifMissing: 36_500 },
    }
    const facts = [fact('frequency', 'count'), fact('last', 'date')]
    const customers = [...frequency].map(([id, count]): Figures => {
      const ago = recency.get(id)
      return new Map<string, number | null>([
        ['frequency', count],
        ['last', ago === undefined ? null : END - ago],
      ])
    })
    const population = populationOf(planned(bank(facts, [since])), customers)
    const unfrozen = bank(facts, [rank('f', 'frequency', 'more'), rank('r', 'since', 'less'), since])
    const frozen = freezeQuantiles(unfrozen, population, runOn(END))
    if (!frozen.ok) throw new Error(JSON.stringify(frozen.problems))
    expect(frozen.frozen).toMatchObject([
      { node: 'f', cuts: [6, 10, 14, 18], sizes: [197, 266, 209, 306, 251] },
      { node: 'r', cuts: [4, 10, 16, 19] },
    ])
    const scores = compile(planned(frozen.playbook), { wanted: ['f'] })
      .decide(population, runOn(END))
      .columns.get('f')
    const sizes = [1, 2, 3, 4, 5].map((score) => [...(scores ?? [])].filter((each) => each === score).length)
    expect(sizes).toEqual([197, 266, 209, 306, 251])
  })
})

describe.skipIf(!existsSync(BERKA))('tiers over the real month-ends of 354 accounts', () => {
  const NAMES = ['top', 'high', 'middle', 'low', 'base']
  const THRESHOLDS = [10_000_000, 6_000_000, 4_000_000, 2_000_000]
  /** Each account's balance at every month-end, in haler. */
  let series: number[][] = []

  beforeAll(async () => {
    const byAccount = Map.groupBy(
      await recordsOf('trans.loan-accounts.csv.gz', ';'),
      ({ account_id: id = '' }) => id,
    )
    series = [...byAccount.values()].map((rows) => {
      const sorted = rows.toSorted(
        (left, right) =>
          Number(left.date) - Number(right.date) || Number(left.trans_id) - Number(right.trans_id),
      )
      const balances: number[] = []
      const first = monthOf(sorted[0])
      for (const row of sorted) {
        const at = monthOf(row) - first
        while (balances.length < at) balances.push(balances.at(-1) ?? 0)
        balances[at] = Math.round(Number(row.balance) * 100)
      }
      return balances
    })
  })

  const monthOf = (row: Record<string, string> | undefined): number =>
    Number(row?.date?.slice(0, 2)) * 12 + Number(row?.date?.slice(2, 4))

  /** Runs the tier month by month over all accounts, its outcome and the months below going into the next one. */
  function movesOf(margin: number, graceMonths: number) {
    const node: PlaybookNode = {
      id: 'tier',
      kind: 'tier',
      name: text('tier'),
      of: 'balance',
      bands: NAMES.map((name, at) => ({
        name,
        ...(at < THRESHOLDS.length && { from: THRESHOLDS[at] ?? 0 }),
      })),
      hysteresis: { previous: 'held', monthsBelow: 'below', margin, graceMonths },
    }
    const fact = (name: string, type: 'money' | 'count') =>
      ({ name, label: text(name), type, missing: 'never' }) as const
    const held = {
      name: 'held',
      label: text('held'),
      type: 'class',
      values: NAMES,
      missing: 'possible',
    } as const
    const made = planned(bank([fact('balance', 'money'), fact('below', 'count'), held], [node]))
    const decider = compile(made, { wanted: ['tier'] })
    const type = made.types.get('tier')
    const states = series.map(() => ({ tiers: [] as string[], below: 0 }))
    for (let month = 0; month < Math.max(...series.map(({ length }) => length)); month += 1) {
      const active = states.flatMap((state, at) => {
        const balance = series[at]?.[month]
        return balance === undefined ? [] : [{ state, balance }]
      })
      for (const { state, balance } of active) {
        const from = THRESHOLDS[NAMES.indexOf(state.tiers.at(-1) ?? 'base')] ?? Number.NEGATIVE_INFINITY
        // The month counts from the day on which the tier is no more kept by the margin.
        state.below = balance < from - (from * margin) / 100 ? state.below + 1 : 0
      }
      const customers = active.map(
        ({ state, balance }): Figures =>
          new Map<string, number | string | null>([
            ['balance', balance],
            ['below', state.below],
            ['held', state.tiers.at(-1) ?? null],
          ]),
      )
      const { columns } = decider.decide(populationOf(made, customers), runOn(END_OF_DATA))
      active.forEach(({ state }, at) => {
        const tier = String(type && decode(type, columns.get('tier')?.[at] ?? 0))
        if (tier !== state.tiers.at(-1)) state.below = 0
        state.tiers.push(tier)
      })
    }
    return countMoves(states.map(({ tiers }) => tiers.map((tier) => -NAMES.indexOf(tier))))
  }

  const END_OF_DATA = day('981231')

  function countMoves(levels: readonly (readonly number[])[]) {
    const moves = { steps: 0, ups: 0, downs: 0, thereAndBack: 0 }
    for (const own of levels) {
      for (let at = 1; at < own.length; at += 1) {
        const [before = 0, now = 0] = [own[at - 1], own[at]]
        moves.steps += 1
        if (now > before) moves.ups += 1
        if (now < before) moves.downs += 1
        if (now !== before && own[at + 1] === before) moves.thereAndBack += 1
      }
    }
    return moves
  }

  test.each([
    ['threshold only', 0, 0, 1255, 924, 457],
    ['down only 10 % below', 10, 0, 1141, 771, 326],
    ['down only after 2 months', 0, 2, 1021, 511, 92],
    ['down only after 3 months', 0, 3, 901, 346, 54],
    // Who falls at last keeps the tier that the margin still holds. Where he falls to what he reaches, it is 847 ups,
    // 271 downs and 32 changes that are undone.
    ['10 % and 3 months', 10, 3, 833, 276, 33],
  ])('%s', (_, margin, graceMonths, ups, downs, thereAndBack) => {
    expect(movesOf(margin, graceMonths)).toEqual({ steps: 4813, ups, downs, thereAndBack })
  })
})
