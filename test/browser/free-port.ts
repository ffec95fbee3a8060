import { createServer } from 'node:net'

/** A port that nobody listens at, for a server whose address another has to know before it starts. */
export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const listener = createServer().listen(0, '127.0.0.1', () => {
      const address = listener.address()
      listener.close(() =>
        address !== null && typeof address !== 'string' ? found(address.port) : failed(new Error('No port')),
      )
    })
  })
