import { check } from '../check/check.ts'
import { parsePlaybook } from '../playbook/parse.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Problem } from '../problem/problem.ts'
import { PLAYBOOK, playbookWith } from './small-bank.ts'

/**
 * What checking finds in a playbook that parses, for tests. That nobody asks for the quiet days of the small bank is
 * known.
 */
export function found(document: object): Problem[] {
  const parsed = parsePlaybook(JSON.parse(JSON.stringify(document)))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return check(parsed.value).filter(({ code, values }) => code !== 'unused_node' || values.name !== 'quiet')
}

export const inBrief = (problems: readonly Problem[]): string[] =>
  problems.map(({ code, path }) => `${code} ${path}`)

/** The small bank with one node that may be wrong in any way that still parses. */
export function withNode(node: object): Playbook {
  const parsed = parsePlaybook({ ...PLAYBOOK, nodes: [node] })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return playbookWith(...parsed.value.nodes)
}
