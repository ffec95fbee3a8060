import { useMemo } from 'react'
import { useText } from '../locale/text.ts'
import { useThreads } from './comments/threads.ts'
import { useOthers } from './people.ts'
import { usePeopleWords } from './words.ts'

/** What the marks of a node say of others, in words: who has it before him, and how much is said about it. */
export function useSaidOfNode(): (node: string) => readonly string[] {
  const text = useText()
  const { names } = usePeopleWords()
  const others = useOthers()
  const { threads } = useThreads()
  return useMemo(() => {
    const people = Map.groupBy(others, ({ node }) => node)
    const open = Map.groupBy(
      threads.filter(({ resolved }) => resolved === null),
      ({ node }) => node,
    )
    return (node) => {
      const here = people.get(node)
      const count = open.get(node)?.length ?? 0
      return [
        ...(here ? [text('together.at_node', { names: names(here), count: here.length })] : []),
        ...(count > 0 ? [text('comments.count', { count })] : []),
      ]
    }
  }, [text, names, others, threads])
}
