import { create } from 'zustand'
import type { TextKey } from '../locale/text.ts'
import { type Standing, standingOf } from '../scrutiny/standing.ts'

/**
 * What has become of the edits: the server has them; they wait for a moment without typing; they are on their way;
 * they wait for the server; they collide with somebody else's; or the server will not have them as they are.
 */
export type SavingState = 'saved' | 'waiting' | 'saving' | 'unreachable' | 'conflict' | 'refused'

/** What others changed, as it came in. */
interface Taken {
  readonly by: string
  /** Such as `/nodes/tier`. */
  readonly paths: readonly string[]
}

interface Saving {
  readonly state: SavingState
  /** When the server last kept the draft for this page. */
  readonly at: Date | null
  /** Whether all edits that the server has not are kept on this computer. */
  readonly kept: boolean
  /** Why the server did not keep the draft. */
  readonly error: unknown
  /** How what the server kept last stands. */
  readonly standing: Standing
  /** Whether somebody waits to hear that it is saved, and in which words. */
  readonly asked: TextKey | null
  /** Whether the choice between two edits is on the screen. */
  readonly choosing: boolean
  readonly taken: Taken | null
}

/** How the draft that is edited is being saved. */
export const useSaving = create<Saving>()(() => ({
  state: 'saved',
  at: null,
  kept: true,
  error: null,
  standing: standingOf([]),
  asked: null,
  choosing: false,
  taken: null,
}))
