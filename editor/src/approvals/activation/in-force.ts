import type { Activation, WhichVersion } from '../../api/life.ts'

/**
 * What is in force in a branch on a day: of the activations that were not withdrawn, have begun and hold there,
 * the one that began last, of several the one made last.
 */
function inForceOn(activations: readonly Activation[], branch: string, day: string): Activation | undefined {
  return activations
    .filter(
      ({ state, from, branches }) =>
        state !== 'withdrawn' && from <= day && (branches === null || branches.includes(branch)),
    )
    .toSorted((one, other) => one.from.localeCompare(other.from) || one.number - other.number)
    .at(-1)
}

/** What putting a version in force would change, by branches. */
export interface Preview {
  /** Where it decides from that day on. */
  readonly where: readonly string[]
  /** What it takes the place of there, and in how many branches; null where nothing was in force. */
  readonly replaced: readonly { readonly rule: WhichVersion | null; readonly branches: number }[]
  /** Where it has been in force already. */
  readonly already: number
  /** What stays elsewhere. */
  readonly stays: readonly { readonly rule: WhichVersion | null; readonly branches: number }[]
  /** What is scheduled for later there and then follows. */
  readonly later: readonly Activation[]
}

export function previewOf(
  activations: readonly Activation[],
  branches: readonly string[],
  { playbook, version }: WhichVersion,
  day: string,
  chosen: readonly string[] | null,
): Preview {
  const where = chosen ?? branches
  const isSame = (each: WhichVersion | null) => each?.playbook === playbook && each.version === version
  const before = counted(activations, where, day)
  const elsewhere = branches.filter((branch) => !where.includes(branch))
  return {
    where,
    replaced: before.filter(({ rule }) => !isSame(rule)),
    already: before.find(({ rule }) => isSame(rule))?.branches ?? 0,
    stays: counted(activations, elsewhere, day),
    later: activations
      .filter(
        ({ state, from, branches: scope }) =>
          state === 'scheduled' &&
          from > day &&
          (scope === null || scope.some((branch) => where.includes(branch))),
      )
      .toSorted((one, other) => one.from.localeCompare(other.from)),
  }
}

/** How many of the branches each rule decides on a day. */
function counted(activations: readonly Activation[], branches: readonly string[], day: string) {
  const rules = branches.map((branch) => inForceOn(activations, branch, day) ?? null)
  return [...Map.groupBy(rules, (rule) => (rule ? `${rule.playbook} ${rule.version}` : '')).values()].map(
    (same) => ({ rule: same[0] ?? null, branches: same.length }),
  )
}
