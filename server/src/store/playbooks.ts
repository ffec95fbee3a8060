import { deleteComments } from './comments.ts'
import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

/** All playbooks, each with its newest version's document, or else its draft's, and the draft's etag if there is one. */
export async function listPlaybooks(store: Database) {
  const playbooks = await store
    .selectFrom('playbooks')
    .leftJoin('drafts', 'drafts.playbook', 'playbooks.id')
    .select(['playbooks.id', 'drafts.etag', 'drafts.document'])
    .orderBy('playbooks.id')
    .execute()
  return Promise.all(
    playbooks.map(async ({ id, etag, document }) => {
      const newest = await store
        .selectFrom('versions')
        .select('document')
        .where('playbook', '=', id)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
      return { id, etag, document: newest?.document ?? document ?? '{}' }
    }),
  )
}

/** Whether there is a playbook of this id, be it only as a draft. */
export const isPlaybook = async (store: Database, id: string): Promise<boolean> =>
  (await store.selectFrom('playbooks').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

/** Adds a playbook that has nothing yet. Call it inside a transaction. */
export const addPlaybook = (store: Database, id: string) =>
  store.insertInto('playbooks').values({ id }).execute()

/** Takes away a playbook that has neither versions nor a draft any more. */
export async function removePlaybook(store: Database, id: string): Promise<void> {
  await deleteComments(store, id)
  await store.deleteFrom('playbooks').where('id', '=', id).execute()
}

/** The versions of a playbook as they were submitted, the newest first. */
export const versionsOf = (store: Database, playbook: string): Promise<Tables['versions'][]> =>
  store
    .selectFrom('versions')
    .selectAll()
    .where('playbook', '=', playbook)
    .orderBy('version', 'desc')
    .execute()

/** One version as it was submitted; undefined when there is none. */
export const findVersion = (
  store: Database,
  playbook: string,
  version: number,
): Promise<Tables['versions'] | undefined> =>
  store
    .selectFrom('versions')
    .selectAll()
    .where('playbook', '=', playbook)
    .where('version', '=', version)
    .executeTakeFirst()

/** The version put in force last, anywhere and from whichever day; null before the first activation. */
export async function activeVersion(store: Database): Promise<Tables['versions'] | null> {
  const row = await store
    .selectFrom('activations')
    .innerJoin('versions', (join) =>
      join
        .onRef('versions.playbook', '=', 'activations.playbook')
        .onRef('versions.version', '=', 'activations.version'),
    )
    .selectAll('versions')
    .orderBy('activations.number', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** Adds a version with the next number. Versions never change again. */
export async function addVersion(
  store: Database,
  version: Omit<Tables['versions'], 'version'>,
): Promise<Tables['versions']> {
  await store
    .insertInto('playbooks')
    .values({ id: version.playbook })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const newest = await store
    .selectFrom('versions')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('playbook', '=', version.playbook)
    .executeTakeFirst()
  const added = { ...version, version: (newest?.version ?? 0) + 1 }
  await store.insertInto('versions').values(added).execute()
  return added
}

/** Where an activation holds, and why it was made. */
interface Scope {
  readonly branches: readonly string[] | null
  readonly reason: string
}

const EVERYWHERE: Scope = { branches: null, reason: '' }

/**
 * Puts a version in force from a day on. Call it inside a transaction.
 * @returns the number of the activation.
 */
export async function activate(
  store: Database,
  { playbook, version }: Pick<Tables['versions'], 'playbook' | 'version'>,
  by: string,
  at: string,
  validFrom: string,
  { branches, reason }: Scope = EVERYWHERE,
): Promise<number> {
  const number = await nextNumber(store, 'activations')
  const where = branches === null ? null : JSON.stringify(branches)
  await store
    .insertInto('activations')
    .values({ number, playbook, version, by, at, valid_from: validFrom, branches: where, reason })
    .execute()
  return number
}

type Withdrawal = Tables['activation_withdrawals']

/** Takes an activation back. The caller sees to it that its day has not come, and that it was not taken back. */
export const withdrawActivation = (store: Database, withdrawal: Withdrawal) =>
  store.insertInto('activation_withdrawals').values(withdrawal).execute()

export const listWithdrawals = (store: Database): Promise<Withdrawal[]> =>
  store.selectFrom('activation_withdrawals').selectAll().execute()
