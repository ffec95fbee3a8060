import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from '../api/app.ts'
import { DEMO_SIGN_IN, type SignInSettings } from '../identity/settings.ts'
import { type Listening, listening } from './listening.ts'
import type { SmallBank } from './small-bank.ts'

/**
 * Serves a bank over real HTTP, with other settings for sign-in than the demo's.
 * @param settings given the server's own address
 */
export async function served(
  bank: SmallBank,
  settings: (url: URL) => Partial<SignInSettings>,
): Promise<Listening> {
  const server = createServer((request, response) => void listener(request, response))
  const running = await listening(server)
  const signIn = { ...DEMO_SIGN_IN, ...settings(running.url) }
  const app = createApp(bank.open.desk, { logFault: (fault) => bank.faults.push(fault), signIn })
  const listener = getRequestListener(app.fetch)
  return running
}
