import { keptAnswer } from '../enquiries/kept-answer.ts'
import { askInPieces } from './pieces.ts'
import type { Database, Tables } from './tables.ts'

type Row = Tables['enquiries']
export type StoredStep = Tables['enquiry_steps']

export type StoredCorrection = Tables['enquiry_corrections']
/** An enquiry with its steps and the corrections of its kind, the first one first. */
export interface StoredEnquiry extends Row {
  readonly steps: readonly StoredStep[]
  readonly corrections: readonly StoredCorrection[]
}

const MOST_OF_BRANCH = 500

/** The open enquiries of a branch, the first one first, or those that are closed, the latest first: so many at most. */
export const enquiriesIn = async (store: Database, branch: string, open: boolean): Promise<StoredEnquiry[]> =>
  withSteps(
    store,
    await store
      .selectFrom('enquiries')
      .selectAll()
      .where('branch', '=', branch)
      .where('open', '=', Number(open))
      // Of too many open ones those are shown that have waited longest.
      .orderBy('number', open ? 'asc' : 'desc')
      .limit(MOST_OF_BRANCH)
      .execute(),
  )

/** All that a customer ever asked, the latest first. */
export const enquiriesOf = async (store: Database, customer: string): Promise<StoredEnquiry[]> =>
  withSteps(
    store,
    await store
      .selectFrom('enquiries')
      .selectAll()
      .where('customer', '=', customer)
      .orderBy('number', 'desc')
      .execute(),
  )

/** An enquiry by its id; undefined when there is none. */
export async function enquiryById(store: Database, id: string): Promise<StoredEnquiry | undefined> {
  const row = await store.selectFrom('enquiries').selectAll().where('id', '=', id).executeTakeFirst()
  return row && (await withSteps(store, [row]))[0]
}

/** A step by its id, whichever enquiry it is of; undefined when there is none. */
export const stepById = (store: Database, id: string): Promise<StoredStep | undefined> =>
  store.selectFrom('enquiry_steps').selectAll().where('id', '=', id).executeTakeFirst()

async function withSteps(store: Database, rows: readonly Row[]): Promise<StoredEnquiry[]> {
  const ids = rows.map(({ id }) => id)
  const steps = await askInPieces(ids, (some) =>
    store.selectFrom('enquiry_steps').selectAll().where('enquiry', 'in', some).orderBy('place').execute(),
  )
  const corrections = await askInPieces(ids, (some) =>
    store.selectFrom('enquiry_corrections').selectAll().where('enquiry', 'in', some).execute(),
  )
  const byEnquiry = Map.groupBy(steps, ({ enquiry }) => enquiry)
  const byStep = new Map(corrections.map((correction) => [correction.step, correction]))
  return rows.map((row) => {
    const own = byEnquiry.get(row.id) ?? []
    return { ...row, steps: own, corrections: own.flatMap(({ id }) => byStep.get(id) ?? []) }
  })
}

/** Adds an enquiry with its first step. Call it inside a transaction, under an id that is not taken. */
export async function addEnquiry(store: Database, row: Row, step: StoredStep): Promise<StoredEnquiry> {
  await store.insertInto('enquiries').values(row).execute()
  await store.insertInto('enquiry_steps').values(step).execute()
  return { ...row, steps: [step], corrections: [] }
}

/**
 * Adds a step. One that closes the enquiry takes what was kept to reach somebody whom the bank does not know: it
 * is not needed any more. Call it inside a transaction.
 */
export async function addStep(store: Database, step: StoredStep): Promise<void> {
  await store.insertInto('enquiry_steps').values(step).execute()
  if (step.what !== 'closed') return
  await store
    .updateTable('enquiries')
    .set({ open: 0, person: '', phone: '' })
    .where('id', '=', step.enquiry)
    .execute()
}

/** Adds what is decided anew, after the step that corrects the kind. Call it inside a transaction. */
export async function addCorrection(store: Database, correction: StoredCorrection): Promise<void> {
  await store.insertInto('enquiry_corrections').values(correction).execute()
}

/**
 * Empties what is personal in a customer's enquiries: his words, the offers and the reasons with their figures,
 * the notes. That he asked, what kind of thing, and what became of it is kept.
 * @returns how many enquiries lost something.
 */
export async function emptyEnquiries(store: Database, customer: string): Promise<number> {
  const found = await enquiriesOf(store, customer)
  let emptied = 0
  for (const { id, text, answer, steps, corrections } of found) {
    const isEmpty =
      text === '' &&
      [answer, ...corrections.map((each) => each.answer)].every((each) => each === bare(each)) &&
      steps.every(({ note }) => note === '')
    if (isEmpty) continue
    emptied += 1
    await store
      .updateTable('enquiries')
      .set({ text: '', answer: bare(answer) })
      .where('id', '=', id)
      .execute()
    await store.updateTable('enquiry_steps').set({ note: '' }).where('enquiry', '=', id).execute()
    for (const correction of corrections)
      await store
        .updateTable('enquiry_corrections')
        .set({ answer: bare(correction.answer) })
        .where('step', '=', correction.step)
        .execute()
  }
  return emptied
}

/** An answer without what it says of the customer. */
const bare = (answer: string): string =>
  JSON.stringify({ ...keptAnswer.parse(JSON.parse(answer)), offers: [], reasons: [] })
