import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { type SmallBank, smallBank } from './small-bank.ts'

interface Options extends NonNullable<Parameters<typeof smallBank>[0]> {
  /** What its tests begin with. */
  readonly begin?: (bank: SmallBank) => Promise<unknown>
}

/** A small bank of its own for each test. None may have had a fault in the end. */
export function bankOfEachTest(options?: Options): SmallBank {
  const { bank, begin, end } = bankOfNow(options)
  beforeEach(begin)
  afterEach(end)
  return bank
}

/** One small bank for all tests of a file. It may have had no fault in the end. */
export function bankOfAllTests(options?: Options): SmallBank {
  const { bank, begin, end } = bankOfNow(options)
  beforeAll(begin)
  afterAll(end)
  return bank
}

/** A bank that is always the one there is now. */
function bankOfNow({ begin, ...options }: Options = {}) {
  let now: SmallBank | null = null
  const current = () => now ?? expect.fail('There is a bank only while tests run')
  const bank: SmallBank = {
    get dataDirectory() {
      return current().dataDirectory
    },
    get databaseUrl() {
      return current().databaseUrl
    },
    get open() {
      return current().open
    },
    get faults() {
      return current().faults
    },
    ask: (...asked) => current().ask(...asked),
    restart: () => current().restart(),
    end: () => current().end(),
  }
  return {
    bank,
    async begin() {
      now = await smallBank(options)
      await begin?.(now)
    },
    async end() {
      const ended = now
      now = null
      if (!ended) return
      try {
        expect(ended.faults).toEqual([])
      } finally {
        // Else its files and its database would stay.
        await ended.end()
      }
    },
  }
}
