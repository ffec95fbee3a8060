import type { CoreMessage } from './messages.ts'
import type { CoreReport } from './order.ts'

/** A message did not reach the core, or nobody knows whether it did: it is sent again. */
export class NotHandedOver extends Error {
  override readonly name = 'NotHandedOver'
}

/** What was done with a report: `unknown` when there is no such order. */
export type Taken = 'taken' | 'unknown'

/**
 * The way to the core system. It carries messages at least once: the core knows by their ids what it was told
 * before. Reports may come twice and in any order too.
 */
export interface CoreConnector {
  /**
   * Hands a message over, and answers once the core has it: with what the core says of the order already, if it
   * says anything.
   * @throws NotHandedOver
   */
  hand(message: CoreMessage, signal: AbortSignal): Promise<CoreReport | null>
  /**
   * Asks the core how orders stand. A report that was taken need not be told again; one that was not is told
   * again the next time.
   * @param awaited The ids of orders that are not at their end.
   */
  collect(
    awaited: readonly string[],
    take: (report: CoreReport) => Promise<Taken>,
    signal: AbortSignal,
  ): Promise<void>
  /** How often to collect, in milliseconds; null for a core that only reports by itself. */
  readonly collectEvery: number | null
  /** Whether a report that came by itself was signed by the core; absent when none comes. */
  isSigned?(headers: Headers, body: string): boolean
}
