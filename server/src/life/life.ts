import { z } from 'zod'
import { type Activation, activationAt, holdsIn, inForce, listActivations } from '../store/activations.ts'
import { listWithdrawals, versionsOf } from '../store/playbooks.ts'
import { type Review, reviewsOf } from '../store/reviews.ts'
import type { Database, Tables } from '../store/tables.ts'

/** The author of what came with the product. */
export const SHIPPED = 'branch-playbook'

/** The contributors of what came with the product. */
const NOBODY = '[]'

export const VERSION_STATES = [
  'submitted',
  'sent_back',
  'withdrawn',
  'approved',
  'scheduled',
  'active',
  'retired',
] as const
type VersionState = (typeof VERSION_STATES)[number]

export const ACTIVATION_STATES = ['scheduled', 'in_force', 'superseded', 'withdrawn'] as const
type ActivationState = (typeof ACTIVATION_STATES)[number]

/** An activation as it stands on a day. */
export interface LivingActivation extends Activation {
  readonly state: ActivationState
  readonly withdrawal: Omit<Tables['activation_withdrawals'], 'activation'> | null
}

type SubmittedVersion = Tables['versions']

/** A version with all that became of it. */
export interface LivingVersion extends SubmittedVersion {
  readonly state: VersionState
  readonly review: Review | null
  /** The first first. */
  readonly activations: readonly LivingActivation[]
}

/** What is known, of which day, in which branches. */
export interface Setting {
  readonly store: Database
  readonly day: string
  readonly branches: readonly string[]
}

/** Every activation there ever was, the first first, as it stands on the day. */
export async function livingActivations({ store, day, branches }: Setting): Promise<LivingActivation[]> {
  const activations = await listActivations(store)
  const withdrawals = new Map(
    (await listWithdrawals(store)).map(({ activation, ...withdrawal }) => [activation, withdrawal]),
  )
  const now = new Set([...inForce(activations, branches, day).values()].map(({ number }) => number))
  return activations.map((each) => ({
    ...each,
    withdrawal: withdrawals.get(each.number) ?? null,
    state: activationState(each, now.has(each.number), day),
  }))
}

function activationState(activation: Activation, isInForce: boolean, day: string): ActivationState {
  if (activation.withdrawn) return 'withdrawn'
  if (activation.validFrom > day) return 'scheduled'
  return isInForce ? 'in_force' : 'superseded'
}

/** The versions of a playbook with all that became of them, the newest first. */
export async function livingVersions(setting: Setting, playbook: string): Promise<LivingVersion[]> {
  const versions = await versionsOf(setting.store, playbook)
  const reviews = new Map((await reviewsOf(setting.store, playbook)).map((each) => [each.version, each]))
  const all = (await livingActivations(setting)).filter((each) => each.playbook === playbook)
  return versions.map((version) => {
    const review = reviews.get(version.version) ?? null
    const activations = all.filter((each) => each.version === version.version)
    return { ...version, review, activations, state: versionState(version, review, activations) }
  })
}

function versionState(
  version: SubmittedVersion,
  review: Review | null,
  activations: readonly LivingActivation[],
): VersionState {
  const has = (state: ActivationState) => activations.some((each) => each.state === state)
  if (has('in_force')) return 'active'
  if (has('scheduled')) return 'scheduled'
  if (has('superseded')) return 'retired'
  return review?.verdict ?? (isShipped(version) ? 'approved' : 'submitted')
}

/** Whether a second pair of eyes has found a version good; it may be put in force, and is again later. */
export const isApproved = (version: LivingVersion): boolean =>
  isShipped(version) || version.review?.verdict === 'approved'

/** Nobody takes part in what came with the product; whoever submits something does, whatever he calls himself. */
const isShipped = ({ author, contributors }: SubmittedVersion): boolean =>
  author === SHIPPED && contributors === NOBODY

/** Everybody who had a hand in a version. */
export const contributorsOf = ({ contributors }: SubmittedVersion): string[] =>
  z.array(z.string()).parse(JSON.parse(contributors))

/** Four eyes: whoever had a hand in a version neither judges it nor puts it in force, whatever his role is by now. */
export const tookPart = (version: SubmittedVersion, user: string): boolean =>
  version.author === user || contributorsOf(version).includes(user)

/** The rules of a branch: what is in force on the day, and what comes next. */
export interface BranchRules {
  readonly branch: string
  readonly now: LivingActivation | null
  readonly next: LivingActivation | null
}

/** What is in force where, and what comes next unless it is withdrawn or overtaken. */
export async function rulesByBranch(setting: Setting): Promise<BranchRules[]> {
  const all = await livingActivations(setting)
  return setting.branches.map((branch) => {
    const coming = all.filter((each) => each.state === 'scheduled' && holdsIn(each, branch))
    const [day] = coming.map(({ validFrom }) => validFrom).toSorted()
    return {
      branch,
      now: activationAt(all, branch, setting.day),
      next: day === undefined ? null : activationAt(all, branch, day),
    }
  })
}
