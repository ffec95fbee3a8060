import type { Playbook } from '../playbook/playbook.ts'
import { isError, type Problem, problem } from '../problem/problem.ts'
import { orderNodes } from './order.ts'
import { checkReferences } from './references.ts'
import { type Names, namesOf } from './scope.ts'
import { checkTests } from './tests.ts'

/** Everything wrong with a playbook whose shape is right. Without errors among them it can be planned. */
export function check(playbook: Playbook): Problem[] {
  const names = namesOf(playbook)
  const problems = [...checkNames(playbook), ...checkReferences(playbook, names)]
  const order = orderNodes(playbook)
  if (!order.ok) problems.push(...order.problems)
  problems.push(...checkNodes(playbook, names))
  return problems.some(isError) ? problems : [...problems, ...checkTests(playbook)]
}

/** Facts and nodes share one name space, because references do. */
function checkNames(playbook: Playbook): Problem[] {
  const seen = new Set<string>()
  const duplicates = (names: readonly string[], list: 'facts' | 'nodes', field: 'name' | 'id') =>
    names.flatMap((name, at) => {
      const again = seen.has(name)
      seen.add(name)
      return again ? [problem('duplicate_name', [list, at, field], { name })] : []
    })
  return [
    ...duplicates(
      playbook.facts.map(({ name }) => name),
      'facts',
      'name',
    ),
    ...duplicates(
      playbook.nodes.map(({ id }) => id),
      'nodes',
      'id',
    ),
  ]
}

function checkNodes(playbook: Playbook, names: Names): Problem[] {
  const problems: Problem[] = []
  playbook.nodes.forEach((node, at) => {
    const bound = names.nodes.get(node.id)
    if (bound?.node !== node) return
    bound.check(names, (code, path, values) => problems.push(problem(code, ['nodes', at, ...path], values)))
  })
  const arbitrations = playbook.nodes.filter(({ kind }) => kind === 'arbitration')
  if (arbitrations.length > 1)
    problems.push(problem('several_arbitrations', ['nodes'], { count: arbitrations.length }))
  return problems
}
