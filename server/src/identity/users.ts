import { z } from 'zod'
import type { Note } from '../audit/journal.ts'
import { giveUpMailsTo } from '../store/digests.ts'
import type { Database } from '../store/tables.ts'

export const ROLES = ['strategist', 'approver', 'manager', 'adviser', 'auditor', 'administrator'] as const
export type Role = (typeof ROLES)[number]

export const userRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** The branch of branch staff; null for head office. */
  branch: z.string().nullable(),
  /** Who he is among the bank's advisers; null for everyone else. */
  adviser: z.string().nullable(),
})

export type User = z.infer<typeof userRow>

/** A program that uses the API with a token; its id is `token:<id>`. */
export interface Machine {
  readonly id: string
  readonly name: string
  readonly role: 'machine'
  /** The branch that it is held to; null for all. */
  readonly branch: string | null
  readonly adviser: null
}

/** Whoever makes a request. */
export type Principal = User | Machine

export const USER_COLUMNS = ['id', 'name', 'role', 'branch', 'adviser'] as const

/** A user as his administrator sees him. */
export interface Account extends User {
  readonly disabled: boolean
  readonly demo: boolean
  /** How he may sign in. */
  readonly password: 'none' | 'one-time' | 'own'
  /** Whether he is known to the bank's own provider. */
  readonly provider: boolean
  /** When he signed in last, as the log says; null for never. */
  readonly signedInAt: string | null
}

const accountColumns = [...USER_COLUMNS, 'disabled', 'demo', 'password', 'password_until', 'subject'] as const

/** Users with what their administrator sees of them. */
const selectAccounts = (store: Database) =>
  store
    .selectFrom('users')
    .select(accountColumns)
    .select(({ eb, selectFrom, ref, val }) =>
      selectFrom('audit_entries')
        .select('at')
        .where('action', '=', 'sign_in.succeeded')
        .where('subject', '=', eb(val('users/'), '||', ref('users.id')))
        .orderBy('number', 'desc')
        .limit(1)
        .as('signed_in_at'),
    )

const accountRow = userRow
  .extend({
    disabled: z.number(),
    demo: z.number(),
    password: z.string(),
    password_until: z.string().nullable(),
    subject: z.string().nullable(),
    signed_in_at: z.string().nullable(),
  })
  .transform(
    ({ password, password_until, subject, signed_in_at, ...row }): Account => ({
      ...row,
      disabled: row.disabled === 1,
      demo: row.demo === 1,
      password: password === '' ? 'none' : password_until === null ? 'own' : 'one-time',
      provider: subject !== null,
      signedInAt: signed_in_at,
    }),
  )

/** Everybody, by id. */
export async function accounts(store: Database): Promise<Account[]> {
  const rows = await selectAccounts(store).orderBy('id').execute()
  return rows.map((row) => accountRow.parse(row))
}

export async function accountOf(store: Database, id: string): Promise<Account | null> {
  const row = await selectAccounts(store).where('id', '=', id).executeTakeFirst()
  return row ? accountRow.parse(row) : null
}

/** The password of a user who may sign in, as it is stored, with who he is; null for none. */
export async function passwordOf(store: Database, id: string) {
  const row = await store
    .selectFrom('users')
    .select([...USER_COLUMNS, 'password', 'password_until', 'demo'])
    .where('id', '=', id)
    .where('disabled', '=', 0)
    .executeTakeFirst()
  if (!row) return null
  return {
    user: userRow.parse(row),
    hash: row.password,
    passwordDue: row.password_until !== null,
    demo: row.demo === 1,
  }
}

/** A stored password: the hash, and until when it holds if it is for one time; none for the provider's users. */
export interface StoredPassword {
  readonly hash: string
  readonly until: string | null
}

export const NO_PASSWORD: StoredPassword = { hash: '', until: null }

/** Adds a user; false when the id is taken. Within a change of the journal. */
export async function addUser(
  store: Database,
  note: Note,
  user: User,
  password: StoredPassword,
): Promise<boolean> {
  const added = await store
    .insertInto('users')
    .values({
      ...user,
      password: password.hash,
      password_until: password.until,
      demo: 0,
      disabled: 0,
      issuer: null,
      subject: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  const { role, branch, adviser } = user
  note({ action: 'user.added', subject: `users/${user.id}`, details: { role, branch, adviser } })
  return true
}

/** What an administrator may change of a user. */
export type UserChange = Pick<Account, 'name' | 'role' | 'branch' | 'adviser' | 'disabled'>

/** Changes a user; ending his sessions is up to the caller. Within a change of the journal. */
export async function changeUser(
  store: Database,
  note: Note,
  at: string,
  before: Account,
  after: UserChange,
): Promise<void> {
  await store
    .updateTable('users')
    .set({ ...after, disabled: after.disabled ? 1 : 0 })
    .where('id', '=', before.id)
    .execute()
  if (after.disabled) await giveUpMailsTo(store, before.id, at)
  const post = ({ role, branch, adviser, disabled }: UserChange) => ({ role, branch, adviser, disabled })
  note({
    action: 'user.changed',
    subject: `users/${before.id}`,
    details: { before: post(before), after: post(after), renamed: before.name !== after.name },
  })
}

/** Gives a user another password. Within a change of the journal. */
export async function setPassword(
  store: Database,
  note: Note,
  user: string,
  { hash, until }: StoredPassword,
): Promise<void> {
  await store
    .updateTable('users')
    .set({ password: hash, password_until: until })
    .where('id', '=', user)
    .execute()
  const password = until === null ? 'changed' : 'reset'
  note({ action: 'user.changed', subject: `users/${user}`, details: { password } })
}

/** Whether a change of a user would leave no administrator who can sign in. */
export const leavesNoAdministrator = async (
  store: Database,
  before: Account,
  after: UserChange,
): Promise<boolean> => governs(before) && !governs(after) && !(await administratorBeside(store, before.id))

const governs = ({ role, disabled }: UserChange): boolean => role === 'administrator' && !disabled

async function administratorBeside(store: Database, id: string): Promise<boolean> {
  const other = await store
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', 0)
    .where('id', '!=', id)
    .executeTakeFirst()
  return other !== undefined
}
