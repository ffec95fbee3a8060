import type { Account } from '../api/users.ts'

/** What may be done to a user. */
export type Deed = 'change' | 'reset' | 'disable' | 'enable'

/**
 * What an administrator may do to a user: of himself nothing but his name changes, so that nobody raises himself
 * or takes over a screen left unattended; and a demo user keeps the password that everybody knows.
 */
export function deedsFor({ id, demo, disabled }: Account, me: string | undefined): Deed[] {
  if (id === me) return ['change']
  return ['change', ...(demo ? [] : ['reset' as const]), disabled ? 'enable' : 'disable']
}

/** Whether somebody is the only administrator who is let in. */
export const isLastAdministrator = (accounts: readonly Account[], id: string): boolean =>
  accounts.every((each) => each.id === id || each.disabled || each.role !== 'administrator')
