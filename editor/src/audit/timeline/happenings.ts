import type { Experiment } from '../../api/experiments.ts'
import type { Activation } from '../../api/life.ts'
import type { Overlay } from '../../api/overlays.ts'
import type { Version } from '../../api/playbooks.ts'
import type { ListedRun } from '../../api/runs.ts'

/** Something that happened to the versions of a playbook, or to what a branch set in it. */
export type Happening = {
  /** A moment, or a day for what begins with it. */
  readonly at: string
  readonly by: readonly string[]
  /** Why, or what was said. */
  readonly said: string
} & (
  | { readonly kind: 'drafted' | 'discarded'; readonly version: null; readonly count: number }
  | {
      readonly kind: 'submitted' | 'shipped' | 'approved' | 'sent_back' | 'withdrawn'
      readonly version: number
      readonly of: Version
    }
  | {
      readonly kind: 'activated' | 'activation_withdrawn' | 'came_into_force'
      readonly version: number
      readonly activation: Activation
      readonly run: ListedRun | null
    }
  | { readonly kind: 'retired'; readonly version: number }
  | {
      readonly kind: 'overlay_approved' | 'overlay_withdrawn' | 'overlay_ended'
      readonly version: null
      readonly overlay: Overlay
    }
  | {
      readonly kind: 'experiment_started' | 'experiment_changed' | 'experiment_ended'
      readonly version: number
      readonly experiment: Experiment
      readonly share: Experiment['shares'][number]
      readonly run: ListedRun | null
    }
)

/** Who made the versions that come with the product. */
const SHIPPED_BY = 'branch-playbook'

export interface Known {
  readonly versions: readonly Version[]
  /** Of all playbooks: one takes the place of another. */
  readonly activations: readonly Activation[]
  readonly experiments: readonly Experiment[]
  readonly runs: readonly ListedRun[]
  /** Of all branches and playbooks. */
  readonly overlays: readonly Overlay[]
  readonly branches: readonly string[]
  /** The day of today's lists. */
  readonly today: string
}

/** Everything that happened to the versions of a playbook, the latest first; drafts are the log's to tell. */
export function happeningsOf(playbook: string, known: Known): Happening[] {
  const runAt = new Map(known.runs.map((run) => [run.at, run]))
  const own = known.activations.filter((each) => each.playbook === playbook)
  const experiments = known.experiments.filter((each) => each.playbook === playbook)
  return [
    ...retirements(playbook, known),
    ...known.versions.flatMap(judged),
    ...own.flatMap((activation) => activated(activation, runAt)),
    ...experiments.flatMap((experiment) => shared(experiment, runAt)),
    ...known.overlays.filter((each) => each.playbook === playbook).flatMap(settled),
  ].toSorted(latestFirst)
}

export const latestFirst = (one: Happening, other: Happening): number => other.at.localeCompare(one.at)

function judged(of: Version): Happening[] {
  const { version, at, author, note, review } = of
  const made = author === SHIPPED_BY ? 'shipped' : 'submitted'
  return [
    { kind: made, at, by: [author], said: note, version, of },
    ...(review
      ? [{ kind: review.verdict, at: review.at, by: [review.by], said: review.comment, version, of }]
      : []),
  ]
}

function activated(activation: Activation, runAt: ReadonlyMap<string, ListedRun>): Happening[] {
  const { version, at, by, reason, from, withdrawal, state } = activation
  const common = { version, activation, run: null }
  const later = from > at && runAt.get(at) === undefined && state !== 'scheduled' && state !== 'withdrawn'
  return [
    { ...common, kind: 'activated', at, by: [by], said: reason, run: runAt.get(at) ?? null },
    ...(later ? [{ ...common, kind: 'came_into_force' as const, at: from, by: [], said: '' }] : []),
    ...(withdrawal
      ? [
          {
            ...common,
            kind: 'activation_withdrawn' as const,
            at: withdrawal.at,
            by: [withdrawal.by],
            said: withdrawal.reason,
          },
        ]
      : []),
  ]
}

/** The moment, or the day that begins later. */
const effectiveAt = ({ from, at }: Activation): string => (from <= at ? at : from)

/** When a version was in force in no branch any more, having been in one. */
function retirements(playbook: string, { activations, branches, today }: Known): Happening[] {
  const effective = activations
    .filter(({ state, from }) => state !== 'withdrawn' && from <= today)
    .map((activation) => ({
      activation,
      at: effectiveAt(activation),
    }))
    .toSorted(
      (one, other) => one.at.localeCompare(other.at) || one.activation.number - other.activation.number,
    )
  const inForce = new Map<string, Activation>()
  const versions = () =>
    new Set([...inForce.values()].flatMap((each) => (each.playbook === playbook ? [each.version] : [])))
  return effective.flatMap(({ activation, at }): Happening[] => {
    const before = versions()
    for (const branch of activation.branches ?? branches) {
      const now = inForce.get(branch)
      if (!now || now.from <= activation.from) inForce.set(branch, activation)
    }
    const after = versions()
    return [...before]
      .filter((version) => !after.has(version))
      .map((version) => ({ kind: 'retired', at, by: [], said: '', version }))
  })
}

function shared(experiment: Experiment, runAt: ReadonlyMap<string, ListedRun>): Happening[] {
  return experiment.shares.map((share, place) => {
    const ended = share.share === 0 && share.holdout === 0
    return {
      kind: ended ? 'experiment_ended' : place === 0 ? 'experiment_started' : 'experiment_changed',
      at: share.at,
      by: [share.by],
      said: share.reason,
      version: experiment.challenger,
      experiment,
      share,
      run: runAt.get(share.at) ?? null,
    }
  })
}

/** What became of a branch's settings from their approval on: what was never approved held nowhere. */
function settled(overlay: Overlay): Happening[] {
  const approval = overlay.verdicts.findIndex(({ verdict }) => verdict === 'approved')
  if (approval < 0) return []
  return overlay.verdicts.slice(approval).flatMap(({ verdict, at, by, comment }): Happening[] => {
    if (verdict === 'sent_back') return []
    return [{ kind: `overlay_${verdict}`, at, by: [by], said: comment, version: null, overlay }]
  })
}

/** Which versions are looked at; null is all. */
export interface Chosen {
  readonly branch: string | null
  readonly state: Version['state'] | null
}

/**
 * What concerns the chosen versions: those in a state that were, are or will be in force, or in an experiment, in
 * a branch. Of a branch only what happened there is told, its own settings among it.
 */
export function narrowed(
  happenings: readonly Happening[],
  versions: readonly Version[],
  { branch, state }: Chosen,
): readonly Happening[] {
  if (branch === null && state === null) return happenings
  const inBranch = (branches: readonly string[] | null) =>
    branch === null || branches === null || branches.includes(branch)
  const here = happenings.filter((happening) => {
    if ('overlay' in happening) return state === null && inBranch([happening.overlay.branch])
    if ('activation' in happening) return inBranch(happening.activation.branches)
    return !('experiment' in happening) || inBranch(happening.experiment.branches)
  })
  const inUse = new Set(
    here.flatMap((each) => ('activation' in each || 'experiment' in each ? [each.version] : [])),
  )
  const wanted = new Set(
    versions
      .filter(
        (each) => (state === null || each.state === state) && (branch === null || inUse.has(each.version)),
      )
      .map(({ version }) => version),
  )
  return here.filter((each) => 'overlay' in each || (each.version !== null && wanted.has(each.version)))
}
