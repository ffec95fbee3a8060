import { setImmediate } from 'node:timers/promises'
import { contactsHash } from '../desk/contact-state.ts'
import type { Desk } from '../desk/desk.ts'
import { type StoredAction, type StoredRun, storedActions } from '../store/runs.ts'
import { VERSION } from '../version.ts'
import { actionsIn } from './action-pages.ts'
import { contactDifferences } from './contacts-then.ts'
import { type Difference, difference } from './difference.ts'
import { pastDay, readInputs } from './past-day.ts'
import { recordedRun } from './recorded.ts'

/** So many differences of actions are told; the others are counted. */
const MOST_TOLD = 50

/** What came of deciding a run again. */
export interface Replay {
  readonly run: StoredRun
  /** Whether nothing at all is different. */
  readonly same: boolean
  /** Hash of the actions as it was recorded, and as it comes out now; null when they cannot be decided again. */
  readonly outcome: { readonly then: string; readonly now: string | null }
  readonly actions: { readonly then: number; readonly now: number | null; readonly different: number }
  readonly differences: readonly Difference[]
}

/**
 * Decides a stored run again from its rules, events, snapshot and contacts, and compares what comes out with the
 * outcome it had and with every row that is stored of it. The same store and files give the same answer.
 */
export async function replayRun(desk: Desk, stored: StoredRun): Promise<Replay> {
  const { run, differences: recorded } = await recordedRun(desk.store, stored)
  const differences = [...recorded]
  const place = `runs/${run.id}`
  if (run.engine !== VERSION) differences.push(difference('engine', `${place}/engine`, run.engine, VERSION))
  const again = await decidedAgain(desk, run, differences)
  if (!again) {
    const then = await countActions(desk, run.id)
    return answer(run, differences, { now: null, actions: { then, now: null, different: 0 } })
  }
  // Without an outcome of its own, as in the first release, a run is what is stored of it.
  const reproduced = run.outcome === '' || again.run.outcome === run.outcome
  if (!reproduced) differences.push(difference('outcome', `${place}/outcome`, run.outcome, again.run.outcome))
  // A run of the first release tells its version by itself, and no rules.
  const fields =
    run.outcome === '' ? FIGURES : ([...FIGURES, 'rules', 'events', 'leave', 'handovers'] as const)
  differences.push(...rowDifferences(fields, stored, again.run, reproduced))
  const compared = await compareActions(desk, run.id, again.pages, reproduced ? 'stored_rows' : 'action')
  differences.push(...compared.differences)
  return answer(run, differences, { now: again.run.outcome, actions: compared.counts })
}

function answer(
  run: StoredRun,
  differences: readonly Difference[],
  { now, actions }: { readonly now: string | null; readonly actions: Replay['actions'] },
): Replay {
  return { run, same: differences.length === 0, outcome: { then: run.outcome, now }, actions, differences }
}

/** The run decided again, with what hinders it or is otherwise with its inputs added to the differences. */
async function decidedAgain(desk: Desk, run: StoredRun, differences: Difference[]) {
  const inputs = readInputs(run)
  // That its row cannot be read, its identity has told.
  if (!inputs) return null
  const { past, missing } = await pastDay(desk, { ...inputs, snapshot: run.snapshot })
  for (const { playbook, version, hash, found } of missing)
    differences.push(difference('playbook_missing', `playbooks/${playbook}/versions/${version}`, hash, found))
  const contacts = contactsHash(past.before)
  if (contacts !== run.contact_state) {
    const found = await contactDifferences(desk.store, past)
    const isErased = found.length > 0 && found.every(({ what }) => what === 'contacts_erased')
    if (!isErased)
      differences.push(
        difference('contact_state', `runs/${run.id}/contact_state`, run.contact_state, contacts),
      )
    differences.push(...found)
  }
  past.handovers.forEach(({ record: { id, customers } }, at) => {
    const then = inputs.handovers[at]?.customers
    if (then !== customers) differences.push(difference('handover', `handovers/${id}`, then, customers))
  })
  if (missing.length > 0) return null
  const again = await desk.past.run(past, run.id)
  if (again.ok) return again.value
  differences.push(difference(again.fault, `snapshots/${run.snapshot}`, run.snapshot, again.detail))
  return null
}

const FIGURES = ['customers', 'listed', 'cut', 'blocked', 'playbook', 'version', 'playbook_hash'] as const

/** Of the fields of a run's row, those that its actions and rules do not bear out, or that are spelled otherwise. */
const rowDifferences = (
  fields: readonly (keyof StoredRun)[],
  stored: StoredRun,
  again: StoredRun,
  reproduced: boolean,
): Difference[] =>
  fields.flatMap((field) =>
    stored[field] === again[field]
      ? []
      : [
          difference(
            reproduced ? 'stored_rows' : 'outcome',
            `runs/${stored.id}/${field}`,
            stored[field],
            again[field],
          ),
        ],
  )

async function compareActions(
  { store }: Desk,
  run: string,
  pages: readonly Uint8Array[],
  what: 'stored_rows' | 'action',
) {
  const left = new Map<string, StoredAction>()
  for (const page of pages) {
    for (const action of actionsIn(page)) left.set(action.customer, action)
    // Requests in between come first.
    await setImmediate()
  }
  const now = left.size
  const differences: Difference[] = []
  let [then, different] = [0, 0]
  const tell = (found: readonly Difference[]) => {
    if (found.length > 0) different += 1
    if (differences.length < MOST_TOLD) differences.push(...found)
  }
  for await (const page of storedActions(store, run)) {
    for (const stored of page) {
      then += 1
      tell(actionDifferences(what, stored, left.get(stored.customer) ?? null))
      left.delete(stored.customer)
    }
    await setImmediate()
  }
  for (const action of left.values()) tell(actionDifferences(what, null, action))
  return { differences, counts: { then, now, different } }
}

/** How the stored row of an action differs from the one that is decided again; either may be missing. */
export function actionDifferences(
  what: 'stored_rows' | 'action',
  stored: StoredAction | null,
  again: StoredAction | null,
): Difference[] {
  const of = again ?? stored
  const place = `runs/${of?.run}/actions/${of?.customer}`
  if (!stored || !again) return of ? [difference(what, place, stored?.key, again?.key)] : []
  return Object.entries(again).flatMap(([field, now]) => {
    const then = Reflect.get(stored, field)
    return then === now ? [] : [difference(what, `${place}/${field}`, then, now)]
  })
}

async function countActions({ store }: Desk, run: string): Promise<number> {
  const { count } = await store
    .selectFrom('actions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('run', '=', run)
    .executeTakeFirstOrThrow()
  return Number(count)
}
