import type { PlaybookNode } from '@branch-playbook/engine'

type Condition = NonNullable<Extract<PlaybookNode, { kind: 'rule' }>['when']>

/** The names of the figures that a condition tests, each once, in the order in which they stand. */
export const figuresIn = (condition: Condition): string[] => [...new Set(tested(condition))]

function* tested(condition: Condition): Generator<string> {
  if ('all' in condition) for (const each of condition.all) yield* tested(each)
  else if ('any' in condition) for (const each of condition.any) yield* tested(each)
  else if ('not' in condition) yield* tested(condition.not)
  else {
    yield condition.of
    if ('than' in condition && condition.than !== undefined) yield condition.than
  }
}
