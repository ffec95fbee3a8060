import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { parseDay, parsePlaybookText, plan } from '@branch-playbook/engine'
import { z } from 'zod'
import { type Crowd, crowd } from '../population.ts'

const manifestSchema = z.looseObject({
  asOf: z.string(),
  columns: z.array(z.looseObject({ name: z.string() })),
  branches: z.array(z.object({ id: z.string() })),
})

interface Large {
  /** The real server, of a small bank. */
  readonly behind: string
  readonly playbook: string
  readonly count: number
}

/**
 * A server that answers like the one behind it, but for the snapshot: that has a made-up population of so many
 * customers. The pages and the worker cannot tell it from a bank of that size, which would take minutes to make.
 */
export async function largeSnapshot({ behind, playbook, count }: Large) {
  let made: Crowd | null = null
  const people = (asOf: string) => {
    made ??= crowd(planOf(playbook), count, parseDay(asOf) ?? 0, 7)
    return made
  }
  const server = createServer((incoming, outgoing) => {
    const [, column] = /^\/api\/snapshots\/[0-9a-f]+\/columns\/(\w+)$/.exec(incoming.url ?? '') ?? []
    const bytes = column === undefined ? null : bytesOf(made, column)
    if (bytes) outgoing.end(bytes)
    else void pass(incoming, outgoing, behind, isManifest(incoming) ? people : null)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.close()
    // The browser and the pages behind keep theirs open.
    server.closeAllConnections()
  }
  return { address: `http://127.0.0.1:${portOf(server.address())}`, stop }
}

const isManifest = ({ url = '' }: IncomingMessage): boolean => /^\/api\/snapshots\/[0-9a-f]+$/.test(url)

function bytesOf(people: Crowd | null, name: string): Uint8Array | null {
  const column = name === 'adviser' ? people?.adviserOf : people?.columns.get(name)
  return column ? new Uint8Array(column.buffer, column.byteOffset, column.byteLength) : null
}

/** Passes a request on; the answer to that for the manifest becomes one of all the people. */
async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  behind: string,
  people: ((asOf: string) => Crowd) | null,
): Promise<void> {
  const { 'accept-encoding': _packed, ...headers } = incoming.headers
  const { method = 'GET', url = '/' } = incoming
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const passed = request(new URL(url, behind), { method, headers }, resolve)
    passed.on('error', reject)
    incoming.pipe(passed)
  })
  if (!people) {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
    return
  }
  const manifest = manifestSchema.parse(JSON.parse(await text(answer)))
  const { count, columns, minutes } = people(manifest.asOf)
  const { branches } = manifest
  outgoing.setHeader('content-type', 'application/json')
  outgoing.end(
    JSON.stringify({
      ...manifest,
      count,
      columns: manifest.columns.filter(({ name }) => columns.has(name)),
      advisers: [...minutes].map((each, at) => ({
        id: String(at),
        branch: branches[at % branches.length]?.id ?? '',
        minutes: each,
      })),
    }),
  )
}

function planOf(playbook: string) {
  const parsed = parsePlaybookText(playbook)
  const planned = parsed.ok ? plan(parsed.value) : parsed
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0
