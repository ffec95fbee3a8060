import type { OverlayValues } from '@branch-playbook/engine'
import { type PreparedPlaybook, preparedOnce } from '../desk/prepared-playbook.ts'
import type { RulesRecord } from '../desk/rules-record.ts'
import type { VersionText } from '../effect/question.ts'
import { overlayAt, overlaysOf } from '../store/overlays.ts'
import type { Database } from '../store/tables.ts'
import { overlaid } from './overlaid.ts'

/** What a branch set in a playbook, whatever version of it is in force there. */
export interface BranchNumbers {
  readonly branch: string
  readonly playbook: string
  readonly values: OverlayValues
}

/** What branches set that holds on a day, also where the version in force does not take it. */
export async function numbersOn(store: Database, day: string): Promise<BranchNumbers[]> {
  const all = await overlaysOf(store, null)
  const set = new Map(
    all.map(({ branch, playbook }) => [JSON.stringify([branch, playbook]), { branch, playbook }]),
  )
  return [...set]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, { branch, playbook }]) => {
      const values = overlayAt(all, branch, playbook, day)?.values ?? {}
      return Object.keys(values).length === 0 ? [] : [{ branch, playbook, values }]
    })
}

/** What branches had set on a day, as the rules of the day tell. */
export const numbersIn = ({ overlays = [] }: Pick<RulesRecord, 'overlays'>): BranchNumbers[] =>
  overlays.map(({ branch, playbook, values }) => ({ branch, playbook, values }))

/** A version as it would decide, itself first, and by the place of the branch which of them decides there. */
export interface InBranches {
  readonly versions: readonly [PreparedPlaybook, ...PreparedPlaybook[]]
  readonly placeIn: readonly number[]
}

/** A version with the numbers of each branch in it wherever they fit it, as it would be if it were in force. */
export async function inBranches(
  version: PreparedPlaybook,
  { version: number, document }: VersionText,
  numbers: readonly BranchNumbers[],
  branches: readonly { readonly id: string }[],
  currency: string,
): Promise<InBranches> {
  const versions: [PreparedPlaybook, ...PreparedPlaybook[]] = [version]
  const places = new Map([[version.hash, 0]])
  const placeOf = new Map<string, number>()
  for (const { branch, playbook, values } of numbers) {
    if (playbook !== version.id) continue
    const own = await overlaid(document, values)
    const made = own.ok ? await preparedOnce({ version: number, document: own.document }, currency) : own
    if (!made.ok) continue
    const place = places.get(made.prepared.hash) ?? versions.push(made.prepared) - 1
    places.set(made.prepared.hash, place)
    placeOf.set(branch, place)
  }
  return { versions, placeIn: branches.map(({ id }) => placeOf.get(id) ?? 0) }
}
