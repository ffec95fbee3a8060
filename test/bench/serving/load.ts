import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** One who asks again and again, and thinks in between. */
export interface Asker {
  /** What he asks for next, by what it is called in the figures. */
  next(): { readonly task: string; readonly url: string }
  readonly headers: Readonly<Record<string, string>>
}

interface Pace {
  /** The mean of the time that each thinks before he asks again, milliseconds; exponentially distributed. */
  readonly thinking: number
  /** How long nothing is counted yet, and then all is, milliseconds. */
  readonly warming: number
  readonly counting: number
}

/** Lets all of them ask at once, each on a connection of his own: how long each answer took, milliseconds, by task. */
export async function load(
  askers: readonly Asker[],
  { thinking, warming, counting }: Pace,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const agent = new Agent({ keepAlive: true })
  const times = new Map<string, number[]>()
  const counted = performance.now() + warming
  const end = counted + counting
  const play = async ({ next, headers }: Asker) => {
    for (let isFirst = true; ; isFirst = false) {
      await pause(isFirst ? Math.random() * thinking : -Math.log(1 - Math.random()) * thinking)
      if (performance.now() > end) return
      const { task, url } = next()
      const start = performance.now()
      await get(url, headers, agent)
      if (start < counted) continue
      const took = times.get(task) ?? []
      if (took.length === 0) times.set(task, took)
      took.push(performance.now() - start)
    }
  }
  await Promise.all(askers.map(play))
  agent.destroy()
  return times
}

/** The body of an answer, which has to be 200. */
export const get = (url: string, headers: Asker['headers'], agent?: Agent): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers, ...(agent && { agent }) }, (answer) => {
      buffer(answer).then((body) => {
        if (answer.statusCode === 200) resolve(body)
        else reject(new Error(`${url}: ${answer.statusCode} ${body.toString('utf8').slice(0, 300)}`))
      }, reject)
    })
    asked.on('error', (fault) => {
      // The server closes a connection that was idle for long, maybe at this very moment: as browsers do, once more.
      if (asked.reusedSocket) get(url, headers, agent).then(resolve, reject)
      else reject(fault)
    })
    asked.end()
  })

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
