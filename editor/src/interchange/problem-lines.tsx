import { type Bilingual, isError, type Problem } from '@branch-playbook/engine'
import { useProblemWords } from '../document/problem-words.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './interchange.module.css'

/** So many are read; of the rest only how many there are. */
const MOST_SHOWN = 40

interface ProblemLinesProps {
  readonly problems: readonly Problem[]
  /** What the nodes are called, where it is a playbook that has the problems. */
  readonly names?: readonly Bilingual[]
}

/** What is wrong with a file, and where in it. */
export function ProblemLines({ problems, names = [] }: ProblemLinesProps) {
  const text = useText()
  const bilingual = useBilingual()
  const words = useProblemWords()
  const more = problems.length - MOST_SHOWN
  return (
    <ul className={classes.problems}>
      {problems.slice(0, MOST_SHOWN).map((problem, at) => {
        const { what, mend } = words(problem)
        const name = names[Number(/^\/nodes\/(\d+)/.exec(problem.path)?.[1] ?? -1)]
        return (
          <li key={at} data-severity={isError(problem) ? 'error' : 'warning'}>
            {name ? <b>{bilingual(name)}</b> : problem.path !== '' && <code>{problem.path}</code>}
            <span>{what}</span>
            <small>{mend}</small>
          </li>
        )
      })}
      {more > 0 && <li>{text('interchange.more', { count: more })}</li>}
    </ul>
  )
}
