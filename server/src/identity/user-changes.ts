import { type Note, SYSTEM } from '../audit/journal.ts'
import { Refusal } from '../files/refusal.ts'
import type { Database } from '../store/tables.ts'
import { giveOneTime, oneTimePassword } from './one-time-password.ts'
import { hashPassword } from './password.ts'
import { LEAST_PASSWORD, type WeakPassword, weaknessOf } from './password-rules.ts'
import { endSessions } from './sessions.ts'
import type { Books } from './sign-ins.ts'
import {
  type Account,
  accountOf,
  addUser,
  changeUser,
  leavesNoAdministrator,
  NO_PASSWORD,
  type User,
} from './users.ts'

const WEAK: Record<WeakPassword, string> = {
  short: `it has fewer than ${LEAST_PASSWORD} characters`,
  like_id: 'it is made of the user’s name',
  common: 'it is among the first that anybody tries',
}

/** Adds a user with a password of his own, or (null) for the bank's provider only. */
export async function addFromCommand({ journal }: Books, user: User, password: string | null): Promise<void> {
  const weakness = password === null ? null : weaknessOf(password, user.id)
  if (weakness) throw new Refusal(`The password will not do: ${WEAK[weakness]}. Nothing was changed.`)
  const stored = password === null ? NO_PASSWORD : { hash: await hashPassword(password), until: null }
  const added = await journal.change(SYSTEM, (store, note) => addUser(store, note, user, stored))
  if (!added) throw new Refusal(`There is a user "${user.id}" already. Nothing was changed.`)
}

/** Gives a user a one-time password, which comes back, and unlocks him. */
export async function resetFromCommand(books: Books, id: string): Promise<string> {
  const { password, stored } = await oneTimePassword(new Date())
  await changeKnown(books, id, async (store, note, { demo }) => {
    if (demo) throw new Refusal(`Everybody knows the password of "${id}", a demo user. Nothing was changed.`)
    await giveOneTime(store, note, id, stored)
  })
  return password
}

/** Keeps a user from signing in, or lets him again. */
export const disableFromCommand = (books: Books, id: string, disabled: boolean): Promise<void> =>
  changeKnown(books, id, async (store, note, before, at) => {
    if (before.disabled === disabled) return
    const { name, role, branch, adviser } = before
    const after = { name, role, branch, adviser, disabled }
    if (await leavesNoAdministrator(store, before, after))
      throw new Refusal(`"${id}" is the last administrator: add another one first. Nothing was changed.`)
    await changeUser(store, note, at, before, after)
    await endSessions(store, note, { user: id, why: 'user_changed' })
  })

const changeKnown = (
  { journal }: Books,
  id: string,
  work: (store: Database, note: Note, account: Account, at: string) => Promise<void>,
): Promise<void> =>
  journal.change(SYSTEM, async (store, note, at) => {
    const account = await accountOf(store, id)
    if (!account)
      throw new Refusal(`There is no user "${id}"; npm run -s users -- list names them. Nothing was changed.`)
    await work(store, note, account, at)
  })
