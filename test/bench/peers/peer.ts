import type { Column, Plan, Run } from '@branch-playbook/engine'
import type { Crowd } from '../population.ts'

/** What one round of a peer gave: the outcomes of the plan's outputs, and the lists when it makes them. */
export interface Outcome {
  readonly columns: ReadonlyMap<string, Column>
  /** Customers by adviser in list order; and how many of each adviser's fit his minutes. */
  readonly lists?: { readonly customers: Int32Array; readonly listed: Int32Array }
}

/** One way of deciding the same customers by the same plan. */
export interface Peer {
  /** Gets everything ready that is not measured, from a crowd that it need not keep, and returns one round. */
  prepare(plan: Plan, make: () => Crowd, run: Run): Promise<Round>
}

interface Round {
  /** The measured part. Its outcome may stay where the peer keeps it. */
  run(): Promise<void>
  /** The outcome of the last round as columns, for the comparison. */
  outcome(): Promise<Outcome>
}
