import { isError, type Problem } from '@branch-playbook/engine'
import { useProblemWords } from '../document/problem-words.ts'
import { useText } from '../locale/text.ts'
import classes from './interchange.module.css'

/** So many are read; of the rest only how many there are. */
const MOST_SHOWN = 40

/** What is wrong with a file, and where in it. */
export function ProblemLines({ problems }: { readonly problems: readonly Problem[] }) {
  const text = useText()
  const words = useProblemWords()
  const more = problems.length - MOST_SHOWN
  return (
    <ul className={classes.problems}>
      {problems.slice(0, MOST_SHOWN).map((problem, at) => {
        const { what, mend } = words(problem)
        return (
          <li key={at} data-severity={isError(problem) ? 'error' : 'warning'}>
            {problem.path !== '' && <code>{problem.path}</code>}
            <span>{what}</span>
            <small>{mend}</small>
          </li>
        )
      })}
      {more > 0 && <li>{text('interchange.more', { count: more })}</li>}
    </ul>
  )
}
