import type { Version } from '../api/playbooks.ts'

type State = Version['state']

/** Every state of a version in the order of its life, and whether it has then been approved. */
const APPROVED: Readonly<Record<State, boolean>> = {
  submitted: false,
  sent_back: false,
  withdrawn: false,
  approved: true,
  scheduled: true,
  active: true,
  retired: true,
}

export const isVersionState = (text: string): text is State => Object.hasOwn(APPROVED, text)

export const VERSION_STATES: readonly State[] = Object.keys(APPROVED).filter(isVersionState)

/** Whether a version may come into force, or be tried out. */
export const isApproved = ({ state }: Pick<Version, 'state'>): boolean => APPROVED[state]

/** Whether a version, or the numbers of a branch, wait for a decision. */
export const isSubmitted = ({ state }: { readonly state: string }): boolean => state === 'submitted'
