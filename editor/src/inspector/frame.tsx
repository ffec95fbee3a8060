import { isError, type Problem, pointer } from '@branch-playbook/engine'
import { useProblemWords } from '../document/problem-words.ts'
import { type FieldProps, useInspected } from './context.ts'
import classes from './inspector.module.css'
import { useLabels } from './labels.ts'

/** What an input of any field needs: how it is called, whether it may be changed, and what is wrong with it. */
export function useFrame({
  words,
  path,
  optional,
  row,
}: Pick<FieldProps, 'words' | 'path' | 'optional' | 'row'>) {
  const inspected = useInspected()
  const labels = useLabels(inspected.node.kind)
  const problems = inspected.problemsAt(path)
  const name = labels.field(words)
  return {
    ...inspected,
    labels,
    problems,
    /** Props for any Mantine input. */
    input: {
      size: 'xs' as const,
      'data-place': pointer(path),
      disabled: !inspected.editable,
      error: problems.some(isError) && (row === undefined ? <Problems problems={problems} /> : true),
      ...(row === undefined
        ? { label: name, description: labels.hint(words), withAsterisk: false }
        : { 'aria-label': `${name}, ${row}` }),
      ...(optional && { placeholder: '–' }),
    },
    set: (value: unknown) => inspected.change(path, value),
  }
}

/** What is wrong and how to mend it, in the language of the page. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const words = useProblemWords()
  if (problems.length === 0) return null
  return (
    <>
      {problems.map((problem, at) => {
        const { what, mend } = words(problem)
        return (
          <span key={at} className={classes.problem} data-severity={problem.severity}>
            {what} {mend}
          </span>
        )
      })}
    </>
  )
}
