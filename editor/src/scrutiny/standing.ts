import type { Problem } from '@branch-playbook/engine'

/** What keeps a playbook from being submitted, and the warnings, which do not. */
export interface Standing {
  readonly errors: number
  /** How many of its own tests it does not meet. */
  readonly failed: number
  /** How many of its claims a made customer breaks. */
  readonly refuted: number
  readonly warnings: number
}

type Found = Pick<Problem, 'severity' | 'path'> & { readonly code: string }

/** Problems by what they mean: a test fails once, whichever and however many of its expectations are not met. */
export function standingOf(problems: readonly Found[]): Standing {
  const failures = problems.filter(({ code }) => code === 'test_failed')
  const refuted = problems.filter(({ code }) => code === 'claim_refuted').length
  const wrong = problems.filter(({ severity }) => severity === 'error').length
  return {
    errors: wrong - failures.length - refuted,
    failed: new Set(failures.map(({ path }) => path.split('/')[2])).size,
    refuted,
    warnings: problems.length - wrong,
  }
}

/** How many things have to be mended before it can be submitted. */
export const blocking = ({ errors, failed, refuted }: Standing): number => errors + failed + refuted
