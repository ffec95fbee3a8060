import type { Problem } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useDocument } from './store.ts'

/** The problems at a place of the document or within it, by its JSON Pointer. */
export const problemsAt = (problems: readonly Problem[], pointer: string): Problem[] =>
  problems.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`))

export function useProblemsAt(pointer: string): readonly Problem[] {
  const problems = useDocument((state) => state.reading.problems)
  return useMemo(() => problemsAt(problems, pointer), [problems, pointer])
}
