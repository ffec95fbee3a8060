import { z } from 'zod'
import type { Database } from './tables.ts'

/** A version put in force from a day on, in some branches or (null) everywhere. */
export interface Activation {
  readonly number: number
  readonly playbook: string
  readonly version: number
  readonly by: string
  readonly at: string
  readonly validFrom: string
  readonly branches: readonly string[] | null
  readonly reason: string
  /** Whether it was taken back before its day. */
  readonly withdrawn: boolean
}

/** The branches of a stored scope; null is all of them. */
export const readBranches = (stored: string | null): readonly string[] | null =>
  stored === null ? null : z.array(z.string()).parse(JSON.parse(stored))

/** Whether what is scoped to some branches, or (null) all, holds in one of them. */
export const holdsIn = (
  { branches }: { readonly branches: readonly string[] | null },
  branch: string,
): boolean => branches === null || branches.includes(branch)

/** Every activation there ever was, the first first. */
export async function listActivations(store: Database): Promise<Activation[]> {
  const rows = await store
    .selectFrom('activations')
    .leftJoin('activation_withdrawals', 'activation_withdrawals.activation', 'activations.number')
    .selectAll('activations')
    .select('activation_withdrawals.at as withdrawnAt')
    .orderBy('activations.number')
    .execute()
  return rows.map(({ valid_from, branches, withdrawnAt, ...activation }) => ({
    ...activation,
    validFrom: valid_from,
    branches: readBranches(branches),
    withdrawn: withdrawnAt !== null,
  }))
}

/**
 * The activation in force in a branch on a day: of those that were not withdrawn, have begun and hold there, the
 * one that began last; of several that began on one day the one made last. Null when there is none.
 */
export function activationAt<Known extends Activation>(
  activations: readonly Known[],
  branch: string,
  day: string,
): Known | null {
  let found: Known | null = null
  for (const each of activations) {
    if (each.withdrawn || each.validFrom > day || !holdsIn(each, branch)) continue
    const later =
      found === null ||
      each.validFrom > found.validFrom ||
      (each.validFrom === found.validFrom && each.number > found.number)
    if (later) found = each
  }
  return found
}

/** The activations in force on a day, by branch. A branch in which none is has no entry. */
export const inForce = <Known extends Activation>(
  activations: readonly Known[],
  branches: readonly string[],
  day: string,
): ReadonlyMap<string, Known> =>
  new Map(
    branches.flatMap((branch) => {
      const found = activationAt(activations, branch, day)
      return found ? [[branch, found] as const] : []
    }),
  )
