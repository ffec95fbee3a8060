import { once } from 'node:events'
import type { Server } from 'node:http'

/** A server on a free port of this machine. */
export interface Listening {
  readonly url: URL
  /** Stops it, and ends what is under way. */
  stop(): Promise<void>
}

/** Lets a server listen on a free port of this machine. */
export async function listening(server: Server): Promise<Listening> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server does not listen')
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}
