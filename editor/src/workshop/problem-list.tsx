import { describeProblem, type Problem } from '@branch-playbook/engine'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import classes from './outline.module.css'

/** Everything wrong with the playbook; each problem leads to its node. */
export function ProblemList() {
  const text = useText()
  const bilingual = useBilingual()
  const locale = useLanguage((state) => state.locale)
  const { problems } = useDocument((state) => state.reading)
  const nodes = useDocument((state) => state.shown?.nodes ?? [])
  const { select } = useSelection()
  if (problems.length === 0) {
    return <Notice tone="plain" title={text('problems.none')} text={text('problems.none_what')} />
  }
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => {
        const node = nodes[nodeOf(problem)]
        const { what, mend } = describeProblem(problem, locale)
        return (
          <li key={`${problem.path} ${problem.code}`} data-severity={problem.severity}>
            <button type="button" disabled={!node} onClick={() => node && select(node.id)}>
              <strong>{node ? bilingual(node.name) : problem.path}</strong>
              <span>{what}</span>
              <small>{mend}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const nodeOf = ({ path }: Problem): number => Number(/^\/nodes\/(\d+)/.exec(path)?.[1] ?? -1)
