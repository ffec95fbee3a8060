import type { Account } from '../api/users.ts'
import type { Person } from './person.ts'

/** What one looks for among the users; an empty text and null for everything. */
export interface UserSearch {
  readonly words: string
  readonly role: Person['role'] | null
  readonly state: 'enabled' | 'disabled' | null
}

/** The users who have every word somewhere: in their id, name, branch's name or adviser's number. */
export function search(
  accounts: readonly Account[],
  { words, role, state }: UserSearch,
  branchName: (id: string) => string,
): Account[] {
  const wanted = words.toLowerCase().split(/\s+/)
  return accounts.filter((account) => {
    if (role !== null && account.role !== role) return false
    if (state !== null && account.disabled !== (state === 'disabled')) return false
    const { id, name, branch, adviser } = account
    const held = [id, name, branch && branchName(branch), adviser].join(' ').toLowerCase()
    return wanted.every((word) => held.includes(word))
  })
}
