import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type CoreConnector, NotHandedOver, type Taken } from './connector.ts'
import type { CoreMessage } from './messages.ts'
import type { CoreReport } from './order.ts'
import { reportSchema } from './report.ts'
import { isSigned, type Secret, signedHeaders } from './signature.ts'

export interface HttpCoreSettings {
  /** Where the core listens; orders go to `orders` below it. */
  readonly url: URL
  readonly secret: Secret
  /** How long the core may take to answer, in milliseconds. */
  readonly patience?: number
  /** How often it is asked how orders stand; null for never. In milliseconds. */
  readonly collectEvery?: number | null
}

const PATIENCE = 10_000
const COLLECT_EVERY = 5 * 60_000
/** Between one question and the next, so that many orders are no attack. */
const BREATH = 20

/** A core system that is reached over HTTP, every request and every report signed. See docs/connectors.md. */
export class HttpCore implements CoreConnector {
  readonly collectEvery: number | null
  readonly #base: URL
  readonly #secret: Secret
  readonly #patience: number

  constructor({ url, secret, patience = PATIENCE, collectEvery = COLLECT_EVERY }: HttpCoreSettings) {
    this.#base = new URL(url.pathname.endsWith('/') ? url : `${url.href}/`)
    this.#secret = secret
    this.#patience = patience
    this.collectEvery = collectEvery
  }

  async hand({ id, kind, body }: CoreMessage, signal: AbortSignal): Promise<CoreReport | null> {
    const response = await this.#ask(kind === 'order' ? 'orders' : 'cancellations', signal, id, body)
    if (!response.ok) {
      await response.body?.cancel()
      throw new NotHandedOver(`HTTP ${response.status}`)
    }
    return reportIn(response)
  }

  async collect(
    awaited: readonly string[],
    take: (report: CoreReport) => Promise<Taken>,
    signal: AbortSignal,
  ): Promise<void> {
    for (const order of awaited) {
      if (signal.aborted) return
      try {
        const response = await this.#ask(`orders/${order}`, signal, randomUUID())
        const report = response.ok ? await reportIn(response) : null
        if (!response.ok) await response.body?.cancel()
        if (report?.order === order) await take(report)
      } catch (fault) {
        // A core that does not answer one question does not answer the others either.
        if (fault instanceof NotHandedOver) return
        throw fault
      }
      await wait(BREATH)
    }
  }

  isSigned(headers: Headers, body: string): boolean {
    return isSigned(this.#secret, headers, body)
  }

  async #ask(path: string, signal: AbortSignal, id: string, body?: string): Promise<Response> {
    try {
      return await fetch(new URL(path, this.#base), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...signedHeaders(this.#secret, id, body ?? ''),
          ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': id }),
        },
        ...(body !== undefined && { body }),
        // What is signed for one address is not for another.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#patience)]),
      })
    } catch (fault) {
      throw new NotHandedOver(reasonOf(fault), { cause: fault })
    }
  }
}

/** What the core says in its answer; null when it says nothing of the order, or what nobody understands. */
async function reportIn(response: Response): Promise<CoreReport | null> {
  try {
    const text = await response.text()
    return reportSchema.safeParse(text === '' ? null : JSON.parse(text)).data ?? null
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw new NotHandedOver(reasonOf(fault), { cause: fault })
  }
}

/** Why a request failed, without the address: `ECONNREFUSED` tells more than `fetch failed`. */
function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  const { cause } = fault
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return fault.name === 'TimeoutError' ? 'TIMEOUT' : fault.message
}
