import type { Path } from '../../document/path.ts'
import { useInspected } from '../context.ts'
import { Problems } from '../frame.tsx'

/** What is wrong anywhere in a row, below it: the fields of a row have no room for it. */
export function RowProblems({ path }: { readonly path: Path }) {
  const { problemsWithin } = useInspected()
  return <Problems problems={problemsWithin(path)} />
}
