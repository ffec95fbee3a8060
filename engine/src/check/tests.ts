import { planChecked } from '../plan/plan.ts'
import type { Playbook, PlaybookTest } from '../playbook/playbook.ts'
import { readFacts, readValue } from '../playbook/read-facts.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { nearestName } from '../values/nearest-name.ts'

/** What is wrong with the tests of a playbook whose rules are right. */
export function checkTests(playbook: Playbook): Problem[] {
  if (playbook.tests.length === 0) return []
  const { steps } = planChecked(playbook)
  const outcomes = new Map(steps.map(({ name, type }) => [name, type]))
  return playbook.tests.flatMap((test, at) => {
    const path = ['tests', at]
    const example = exampleProblems(playbook, test, path)
    if (example.length > 0) return example
    const { problems } = readFacts(playbook.facts, writtenFacts(playbook, test), [...path, 'facts'])
    const expected = Object.entries(test.expect).flatMap(([name, value]) => {
      const type = outcomes.get(name)
      if (!type) {
        return [
          problem('test_expects_unknown', [...path, 'expect', name], {
            name,
            nearest: nearestName(name, [...outcomes.keys()]),
          }),
        ]
      }
      if (readValue(type, value) !== undefined) return []
      return [
        problem('test_wrong_value', [...path, 'expect', name], {
          name,
          value: String(value),
          kind: type.kind,
        }),
      ]
    })
    return [...problems, ...expected]
  })
}

function exampleProblems(
  { examples = [] }: Playbook,
  { like }: PlaybookTest,
  path: readonly PropertyKey[],
): Problem[] {
  if (like === undefined || examples.some(({ id }) => id === like)) return []
  return [problem('test_unknown_example', [...path, 'like'], { name: like })]
}

/** A test's facts as written: those of the example it starts from, with its own over them. */
export const writtenFacts = (
  { examples = [] }: Playbook,
  { like, facts }: PlaybookTest,
): PlaybookTest['facts'] => ({
  ...examples.find(({ id }) => id === like)?.facts,
  ...facts,
})
