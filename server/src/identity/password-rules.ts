/** NIST SP 800-63B asks for 8 characters at least with lists of the commonest beside it; we ask for more. */
export const LEAST_PASSWORD = 12
export const MOST_PASSWORD = 200

/** The commonest that are long enough, as published lists of leaked passwords show them, and our own name. */
const COMMONEST = [
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcdefghijkl',
  'administrator',
  'branchplaybook',
  'changemenow!',
  'correcthorsebatterystaple',
  'iloveyou1234',
  'iloveyouforever',
  'letmein123456',
  'passw0rd1234',
  'password1234',
  'qazwsxedcrfv',
  'qwerty123456',
  'qwertyuiop[]',
  'welcome12345',
  'woaini1314520',
  'woaini5201314',
  'zaq12wsxcde3',
]

/** Keys and characters in the order in which fingers find them. */
const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop1234567890',
]

/** What is wrong with a password: too short, made of the user's own id, or among the first that anybody tries. */
export type WeakPassword = 'short' | 'like_id' | 'common'

/**
 * What is wrong with a password that a user chooses; null when nothing is. There are no rules of composition:
 * they make passwords harder to remember, not to guess (NIST SP 800-63B, 3.1.1.2).
 */
export function weaknessOf(password: string, id: string): WeakPassword | null {
  const given = password.normalize('NFC').toLowerCase()
  if ([...given].length < LEAST_PASSWORD) return 'short'
  const own = id.normalize('NFC').toLowerCase()
  if (given.replaceAll(own, '').length < LEAST_PASSWORD / 2) return 'like_id'
  return isCommon(given) ? 'common' : null
}

function isCommon(given: string): boolean {
  const letters = given.replaceAll(/[\s\-_.]/g, '')
  const reversed = [...letters].toReversed().join('')
  return (
    COMMONEST.some((common) => letters.startsWith(common) && letters.length - common.length < 4) ||
    RUNS.some((run) => run.includes(letters) || run.includes(reversed)) ||
    // A short piece again and again, such as 123123123123 or passwordpassword.
    /^(.{1,8})\1+.{0,3}$/.test(letters)
  )
}
