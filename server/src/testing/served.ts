import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from '../api/app.ts'
import { DEMO_SIGN_IN, type SignInSettings } from '../identity/settings.ts'
import type { SmallBank } from './small-bank.ts'

/** A bank served over real HTTP, with other settings for sign-in than the demo's. */
export interface ServedBank {
  readonly url: URL
  stop(): Promise<void>
}

/** @param settings given the server's own address */
export async function served(
  bank: SmallBank,
  settings: (url: URL) => Partial<SignInSettings>,
): Promise<ServedBank> {
  const server = createServer((request, response) => void listener(request, response))
  const url = await listening(server)
  const signIn = { ...DEMO_SIGN_IN, ...settings(url) }
  const app = createApp(bank.open.desk, { logFault: (fault) => bank.faults.push(fault), signIn })
  const listener = getRequestListener(app.fetch)
  return {
    url,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}

const listening = (server: Server): Promise<URL> =>
  new Promise((found) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address !== 'string') found(new URL(`http://127.0.0.1:${address.port}`))
    })
  })
