import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { z } from 'zod'
import { createApp } from '../api/app.ts'
import { currentBank } from '../bank/bank.ts'
import { openBank } from '../open-bank.ts'
import { type Answer, type Ask, askOf } from '../testing/ask.ts'
import {
  approve,
  type Document,
  described,
  effectOf,
  openDraft,
  putInForce,
  saveDraft,
  submit,
  versionsOf,
} from '../testing/life.ts'
import type { Step, Word } from './words.ts'

/**
 * Goes round and round the life of versions on a bank, until somebody kills it. Every step is a request; before it
 * and once it is acknowledged a line of JSON says so. It goes on from wherever the bank was left.
 */
const [dataDirectory = '', databaseUrl = '', name = ''] = process.argv.slice(2)

/** Written at once: whatever was said has left the process when it dies. */
const say = (word: Word): void => {
  writeSync(1, `${JSON.stringify(word)}\n`)
}

const placed = currentBank(dataDirectory)
if (!placed) throw new Error(`There is no bank in ${dataDirectory}`)
const { desk } = await openBank(placed, { demoUsers: true, databaseUrl })
const app = createApp(desk, {
  logFault: (fault) => {
    throw fault
  },
})
const ask: Ask = askOf(() => app)
const bank = { ask }
const branches = desk.snapshot.branches.map(({ id }) => id)

let number = 0
async function step(kind: Step, work: () => Promise<Answer>): Promise<void> {
  say({ is: 'begun', step: kind })
  const { status, body } = await work()
  if (status >= 300) throw new Error(`${kind}: ${status} ${JSON.stringify(body)}`)
  say({ is: 'done', step: kind, answer: body })
}

/** What is still open is finished, from the last step of a life to the first. */
async function next(): Promise<void> {
  number += 1
  const [newest] = await versionsOf(bank)
  const draft = await openDraft(bank)
  if (newest?.state === 'submitted') {
    const effect = await effectOf(bank, newest.version)
    return step('approve', () => approve(bank, newest.version, effect))
  }
  if (newest?.state === 'approved') {
    // Some everywhere, some in one branch.
    const scope = newest.version % 3 === 0 ? { branches: branches.slice(0, 1) } : {}
    return step('activate', () => putInForce(bank, newest.version, scope))
  }
  if (draft.saved) return step('submit', () => submit(bank))
  if ((await announced()) < (newest?.version ?? 0))
    return step('run', () => ask('strategist', 'POST', '/api/events', event()))
  return step('save', () => saveDraft(bank, bare(described(draft.document, `${name} ${number}`)), draft.etag))
}

/** Without tests and claims, which only take time. */
const bare = ({ invariants: _invariants, examples: _examples, ...rest }: Document): Document => ({
  ...rest,
  tests: [],
})

/** How many events were announced; each version that is in force sees one. */
async function announced(): Promise<number> {
  const { body } = await ask('strategist', 'GET', '/api/events')
  return z.array(z.unknown()).parse(body).length
}

const event = () => ({
  id: `${name}-${number}`,
  type: 'rate_cut',
  // The same news told twice is one event.
  name: { 'zh-CN': `存款利率下调 ${name} ${number}`, en: `Deposit rates cut ${name} ${number}` },
})

say({ is: 'open' })
// Whoever is killed leaves nothing for the next that starts, unless it is written before.
flushCompileCache()
for (;;) await next()
