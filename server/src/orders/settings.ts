import { Refusal } from '../files/refusal.ts'
import type { CoreConnector } from './connector.ts'
import { FileCore } from './file-core.ts'
import { HttpCore } from './http-core.ts'
import { readSecret } from './signature.ts'

/**
 * The core system that the environment names; null when it names none, and orders wait.
 * @throws Refusal that names the setting which is wrong, and how to mend it.
 */
export function coreOf({ CORE_URL, CORE_SECRET, CORE_DIRECTORY }: NodeJS.ProcessEnv): CoreConnector | null {
  if (CORE_URL && CORE_DIRECTORY)
    throw new Refusal('CORE_URL and CORE_DIRECTORY are both set: orders go one way only; unset one of them.')
  if (CORE_DIRECTORY) return new FileCore(CORE_DIRECTORY)
  if (!CORE_URL) return null
  const secret = readSecret(CORE_SECRET ?? '')
  if (!secret)
    throw new Refusal(
      'CORE_SECRET is not "whsec_" followed by 24 to 64 random bytes in base64: make one with: echo "whsec_$(openssl rand -base64 32)"',
    )
  if (!/^https?:$/.test(URL.parse(CORE_URL)?.protocol ?? ''))
    throw new Refusal(
      `CORE_URL is "${CORE_URL}"; write an address such as https://core.bank.example/playbook`,
    )
  return new HttpCore({ url: new URL(CORE_URL), secret })
}
