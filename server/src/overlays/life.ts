import type { Problem } from '@branch-playbook/engine'
import type { Setting } from '../life/life.ts'
import { type Activation, activationAt, listActivations } from '../store/activations.ts'
import { type Overlay, overlayAt, overlaysOf } from '../store/overlays.ts'
import { findVersion } from '../store/playbooks.ts'
import type { Tables } from '../store/tables.ts'
import { overlaid } from './overlaid.ts'

export const OVERLAY_STATES = [
  'draft',
  'submitted',
  'sent_back',
  'withdrawn',
  'scheduled',
  'in_force',
  /** Approved and begun, and what is in force in the branch does not take it: head office's own numbers hold. */
  'obsolete',
  'superseded',
  'ended',
] as const
type OverlayState = (typeof OVERLAY_STATES)[number]

/** A branch's numbers as they stand on a day. */
export interface LivingOverlay extends Overlay {
  readonly state: OverlayState
  /** Its first day; null unless it is or was approved. */
  readonly validFrom: string | null
  /** Why it does not fit what is in force on its first day, or today if that is over; empty when it fits. */
  readonly problems: readonly Problem[]
}

/** Four eyes: whoever had a hand in a branch's numbers does not judge them, whatever his role is by now. */
export const tookPartIn = ({ contributors }: LivingOverlay, user: string): boolean =>
  contributors.includes(user)

/** Everything that a branch, or (null) any branch, ever set, as it stands on the day; what was saved last first. */
export async function livingOverlays(setting: Setting, branch: string | null): Promise<LivingOverlay[]> {
  const { store, day } = setting
  const all = await overlaysOf(store, branch)
  const activations = await listActivations(store)
  const documentOf = documentsIn(store)
  const living: LivingOverlay[] = []
  for (const overlay of all) {
    const validFrom = overlay.verdicts.findLast(({ valid_from }) => valid_from !== null)?.valid_from ?? null
    const first = later(validFrom ?? overlay.wantedFrom, day)
    const active = activationAt(activations, overlay.branch, first)
    const { fits, problems } = await fitIn(active, overlay, documentOf)
    living.push({ ...overlay, validFrom, problems, state: stateOf(all, overlay, fits, validFrom, day) })
  }
  return living.toReversed()
}

function stateOf(
  all: readonly Overlay[],
  { id, branch, playbook, submittedAt, verdicts }: Overlay,
  fits: boolean,
  validFrom: string | null,
  day: string,
): OverlayState {
  const verdict = verdicts.at(-1)?.verdict
  if (submittedAt === null) return 'draft'
  if (verdict === undefined) return 'submitted'
  if (verdict !== 'approved') return verdict
  if (validFrom !== null && validFrom > day) return 'scheduled'
  if (overlayAt(all, branch, playbook, day)?.id !== id) return 'superseded'
  return fits ? 'in_force' : 'obsolete'
}

/** The version in force in a branch on a day; undefined when there is none. */
export async function versionInForce(
  { store }: Pick<Setting, 'store'>,
  branch: string,
  day: string,
): Promise<Tables['versions'] | undefined> {
  const found = activationAt(await listActivations(store), branch, day)
  return found ? findVersion(store, found.playbook, found.version) : undefined
}

/** The documents of versions: each is looked up once. */
function documentsIn(store: Setting['store']): DocumentOf {
  const found = new Map<string, Promise<string | undefined>>()
  return ({ playbook, version }) => {
    const key = JSON.stringify([playbook, version])
    const known = found.get(key) ?? findVersion(store, playbook, version).then((each) => each?.document)
    found.set(key, known)
    return known
  }
}

type DocumentOf = (version: Pick<Activation, 'playbook' | 'version'>) => Promise<string | undefined>

/** Whether numbers fit what is in force; another playbook has nothing to do with them. */
async function fitIn(
  active: Activation | null,
  { playbook, values }: Overlay,
  documentOf: DocumentOf,
): Promise<{ readonly fits: boolean; readonly problems: readonly Problem[] }> {
  if (active?.playbook !== playbook) return { fits: false, problems: [] }
  const document = await documentOf(active)
  const made = document === undefined ? undefined : await overlaid(document, values)
  return { fits: made?.ok ?? false, problems: made && !made.ok ? made.problems : [] }
}

const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other)
