import type { Channel, Listing } from '@branch-playbook/engine'
import type { Listed } from '../../desk/listed.ts'

/** Why a run came into force. */
export type Cause = 'night' | 'event' | 'activation' | 'leave' | 'handover'

/** What was decided, for which day and why. */
export interface RunTables {
  runs: {
    id: string
    day: string
    engine: string
    playbook: string
    version: number
    playbook_hash: string
    snapshot: string
    contact_state: string
    events: string
    customers: number
    listed: number
    cut: number
    blocked: number
    /** JSON: which version decides whom, see `desk/rules.ts`. */
    rules: string
    /** Hash of the actions. */
    outcome: string
    /** JSON array: who was away, see `desk/absence.ts`; empty when nobody was. */
    leave: string
    /** JSON array: who had left, see `desk/handover.ts`; empty when nobody had. */
    handovers: string
  }
  /** Which run was in force from when, and why: the same run may come into force again. */
  decided: { number: number; day: string; run: string; cause: Cause; at: string }
  /** The runs that are stored in part, or not in force yet: nobody is told of them. */
  unfinished_runs: { run: string }
  actions: {
    run: string
    customer: string
    key: string
    branch: string
    adviser: string
    position: number
    listing: Listing
    action: Listed
    sources: string
    channel: Channel
    minutes: number
    score: number
    overdue: number
    tier: string | null
    strategy: string | null
    /** Hash of the playbook that decided it. */
    playbook_hash: string
    /** The experiment that the customer is part of, and the side he is on. */
    experiment: string | null
    side: 'champion' | 'challenger' | 'holdout' | null
  }
  /**
   * Whom a campaign called or would have called and held out, once each: the first run that did so. Rows never change.
   */
  campaign_exposures: {
    playbook: string
    campaign: string
    customer: string
    side: 'listed' | 'held_out'
    branch: string
    day: string
    run: string
  }
}
