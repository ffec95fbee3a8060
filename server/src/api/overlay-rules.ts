import { hash } from 'node:crypto'
import { isError, type OverlayValues } from '@branch-playbook/engine'
import type { Desk } from '../desk/desk.ts'
import { Once } from '../desk/once.ts'
import { preparedOnce } from '../desk/prepared-playbook.ts'
import type { Proof } from '../desk/proofread.ts'
import { proofForSubmission } from '../effect/proofs.ts'
import type { Setting } from '../life/life.ts'
import { messageIn } from '../locale/messages.ts'
import { type LivingOverlay, livingOverlays, versionInForce } from '../overlays/life.ts'
import { overlaid } from '../overlays/overlaid.ts'
import type { Overlay } from '../store/overlays.ts'
import type { Database } from '../store/tables.ts'
import { Refusal } from './problem.ts'

/** How the log calls an overlay. */
export const subjectOf = (branch: string, overlay: string): string => `branches/${branch}/overlays/${overlay}`

/** One of a branch's; refused as unknown when it is another branch's. */
export async function livingOverlay(setting: Setting, branch: string, id: string): Promise<LivingOverlay> {
  const found = (await livingOverlays(setting, branch)).find((each) => each.id === id)
  if (!found) throw new Refusal('unknown_overlay', { overlay: id })
  return found
}

/** Refuses what was handed in: nothing of it changes any more. */
export function requireDraft({ id, branch, submittedAt }: Overlay, of: string): void {
  if (branch !== of) throw new Refusal('unknown_overlay', { overlay: id })
  if (submittedAt !== null) throw new Refusal('overlay_submitted', { overlay: id })
}

/** A branch has one draft of a playbook, and one that waits for head office, at a time. */
export async function requireNothingPending(
  setting: Setting,
  branch: string,
  playbook: string,
  state: 'draft' | 'submitted',
): Promise<void> {
  const all = await livingOverlays(setting, branch)
  const found = all.find((each) => each.playbook === playbook && each.state === state)
  if (found) throw new Refusal('overlay_pending', { overlay: found.id, state })
}

/**
 * Refuses numbers that do not fit what is in force in a branch on a day, or (with `claims`) with which somebody would
 * break a claim that the bank makes of everybody.
 * @returns the playbook that is in force
 */
export async function requireFits(
  { bank }: Pick<Desk, 'bank'>,
  store: Database,
  branch: string,
  values: OverlayValues,
  day: string,
  claims?: 'claims',
): Promise<string> {
  const version = await versionInForce({ store }, branch, day)
  if (!version) throw new Refusal('unknown_branch', { branch })
  const made = await overlaid(version.document, values)
  if (!made.ok) throw new Refusal('overlay_unfit', { version: version.version }, { problems: made.problems })
  const ready = await preparedOnce({ version: version.version, document: made.document }, bank.currency)
  if (!ready.ok)
    throw new Refusal('overlay_unfit', { version: version.version }, { problems: ready.problems })
  // The claims of the version itself were judged when it was submitted.
  if (claims && made.hash !== version.hash) await requireClaims(made.document)
  return version.playbook
}

/**
 * Refuses an overlay that does not fit what is in force in its branch on a day, or with which a claim would be
 * broken. One that was set in another playbook never fits, whatever that one opens: nobody meant these numbers.
 */
export async function requireFitting(
  desk: Pick<Desk, 'bank' | 'store'>,
  { branch, playbook, values }: Overlay,
  day: string,
): Promise<void> {
  const version = await versionInForce(desk, branch, day)
  if (version && version.playbook !== playbook)
    throw new Refusal(
      'overlay_unfit',
      { version: version.version },
      { problems: [otherPlaybook(playbook, version.playbook)] },
    )
  await requireFits(desk, desk.store, branch, values, day, 'claims')
}

const otherPlaybook = (set: string, now: string) => ({
  path: '/playbook',
  what: messageIn('en', 'overlay.other_playbook', { set, now }),
})

/** Who approves numbers asks again what whoever handed them in has asked. */
const MOST_KEPT = 64
const proven = new Once<Proof>(MOST_KEPT)

async function requireClaims(document: string): Promise<void> {
  const { problems, evidence } = await proven.get(hash('sha256', document), () =>
    proofForSubmission(document),
  )
  const broken = evidence.claims.filter(({ verdict }) => verdict === 'disproven')
  if (broken.length === 0) return
  const found = problems.filter((each) => isError(each) && each.path.startsWith('/invariants'))
  throw new Refusal('overlay_breaks_claim', { claims: broken.length }, { problems: found })
}
