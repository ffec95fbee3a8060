import { hash, type Options, verify } from '@node-rs/argon2'

/** The first choice of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane; some 10 ms. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A password as it is stored: an argon2id hash in PHC form, with its salt; never the password itself. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST)

/**
 * Whether a password is the one that was stored. No password fits what is no argon2id hash: neither the empty
 * text of those who have none, nor the scrypt of stores made before the first release.
 */
export async function passwordFits(password: string, stored: string): Promise<boolean> {
  return stored.startsWith('$argon2id$') && verify(stored, password.normalize('NFC'))
}
