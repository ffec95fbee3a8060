import { describeProblem, type Problem } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import type { FailedExpectation } from './failed-tests.ts'
import classes from './outline.module.css'

interface ProblemListProps {
  readonly failed: readonly FailedExpectation[]
  readonly editable: boolean
}

/** Everything wrong with the playbook, and which of its own tests it no longer meets. */
export function ProblemList({ failed, editable }: ProblemListProps) {
  const text = useText()
  const { problems } = useDocument((state) => state.reading)
  if (problems.length === 0 && failed.length === 0) {
    return <Notice tone="plain" title={text('problems.none')} text={text('problems.none_what')} />
  }
  return (
    <>
      <Problems />
      {failed.length > 0 && <FailedTests failed={failed} editable={editable} />}
    </>
  )
}

/** Each problem leads to its node. */
function Problems() {
  const bilingual = useBilingual()
  const locale = useLanguage((state) => state.locale)
  const { problems } = useDocument((state) => state.reading)
  const nodes = useDocument((state) => state.shown?.nodes ?? [])
  const { select } = useSelection()
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

/** A test that fails is either a mistake in the edit or an outcome that is meant to change. */
function FailedTests({ failed, editable }: ProblemListProps) {
  const text = useText()
  const changeAll = useDocument((state) => state.changeAll)
  const accept = (accepted: readonly FailedExpectation[]) =>
    changeAll(accepted.map(({ path, value }) => ({ path, value })))
  return (
    <section className={classes.tests}>
      <h3>{text('tests.failed', { count: failed.length })}</h3>
      <p>{text('tests.failed_what')}</p>
      {editable && (
        <Button size="compact-xs" variant="light" onClick={() => accept(failed)}>
          {text('tests.accept_all')}
        </Button>
      )}
      <ul>
        {failed.map((failure) => (
          <li key={failure.path.join('/')} className={classes.failure}>
            <strong>{failure.test}</strong>
            <span>
              {text('tests.expectation', {
                outcome: failure.outcome,
                expected: failure.expected,
                found: failure.found,
              })}
            </span>
            {editable && (
              <Button size="compact-xs" variant="subtle" onClick={() => accept([failure])}>
                {text('tests.accept')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const nodeOf = ({ path }: Problem): number => Number(/^\/nodes\/(\d+)/.exec(path)?.[1] ?? -1)
