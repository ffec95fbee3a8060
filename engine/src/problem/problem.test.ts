import { expect, test } from 'vitest'
import { describeProblem, problem } from './problem.ts'

const describedWith = (written: readonly (readonly [string, string])[], locale: 'en' | 'zh-CN' = 'en') =>
  describeProblem(problem('rows_leave_gap', ['nodes', 0], {}, { facts: {}, written }), locale).what

const numbered = (count: number, value: string) =>
  Array.from({ length: count }, (_, at) => [`figure_${at}`, value] as const)

test('Of a customer with many figures, those left out are said to be zero or no only if all of them are', () => {
  const zeros = numbered(8, '0')
  const told = [...zeros, ['age', '40'], ['vip', 'false']] as const
  expect(describedWith(told)).toContain('age = 40, all else 0 or no.')
  expect(describedWith(told, 'zh-CN')).toContain('age = 40，其余为 0 或否。')
  expect(describedWith(numbered(9, '0'))).toContain('figure_7 = 0, all else 0 or no.')
  expect(describedWith(numbered(9, '1'))).toContain('figure_7 = 1, ….')
  expect(describedWith(zeros)).not.toContain('all else')
})
