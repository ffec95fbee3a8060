/** Work in steps of some milliseconds: whoever carries it out may pause between them. */
export type Steps<Result> = Generator<void, Result>

/** Carries out all steps at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
