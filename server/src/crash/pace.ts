import type { Step } from './words.ts'

/** Kills come until a little after a step should be over, so that some are just acknowledged. */
const BEYOND = 1.25

/**
 * How long each step lasts on this machine, in milliseconds: learned from each that is over before it is killed,
 * and from each that is not though it should be. So kills hit every part of every step, however busy the machine is.
 */
export class Pace {
  readonly #lasts: Record<Step | 'open', number> = {
    open: 1_000,
    save: 30,
    submit: 30,
    approve: 10,
    activate: 60,
    run: 30,
  }

  /** When to kill: so far into a step, from 0 to 1. */
  delay(step: Step | 'open', part: number): number {
    return part * BEYOND * this.#lasts[step]
  }

  tookAsLongAs(step: Step, milliseconds: number): void {
    this.#lasts[step] = milliseconds
  }

  tookLongerThan(step: Step, milliseconds: number): void {
    this.#lasts[step] = Math.max(this.#lasts[step], milliseconds)
  }
}
