import { isError, type Problem } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { useSelection } from '../canvas/selection.ts'
import { Claims } from '../claims/claims.tsx'
import { useProblemWords } from '../document/problem-words.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { FailedExpectation } from '../scrutiny/failed-tests.ts'
import { Notice } from '../shell/notice.tsx'
import { useOutcomeWords } from '../tests/outcome-words.ts'
import classes from './problem-list.module.css'

interface ProblemListProps {
  readonly failed: readonly FailedExpectation[]
  readonly editable: boolean
}

/** Everything wrong with the playbook, which of its own tests it no longer meets, and what became of its claims. */
export function ProblemList({ failed, editable }: ProblemListProps) {
  const text = useText()
  const { problems } = useDocument((state) => state.reading)
  return (
    <>
      {problems.length === 0 && failed.length === 0 ? (
        <Notice tone="plain" title={text('problems.none')} text={text('problems.none_what')} />
      ) : (
        <Problems />
      )}
      {failed.length > 0 && <FailedTests failed={failed} editable={editable} />}
      <Claims editable={editable} />
    </>
  )
}

/** Each problem leads to its field. */
function Problems() {
  const words = useProblemWords()
  const placeName = useProblemPlace()
  const { problems } = useDocument((state) => state.reading)
  const nodes = useDocument((state) => state.shown?.nodes ?? [])
  const { select } = useSelection()
  const text = useText()
  return (
    <ul className={classes.problems}>
      {problems.map((problem, at) => {
        const { node: place, field } = placeOf(problem)
        const node = nodes[place]
        const { what, mend } = words(problem)
        return (
          <li key={at} data-severity={problem.severity}>
            <button type="button" disabled={!node} onClick={() => node && select(node.id, field)}>
              <strong>
                {placeName(problem)}
                <em>{text(isError(problem) ? 'problems.error' : 'problems.warning')}</em>
              </strong>
              <span>{what}</span>
              <small>{mend}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** A caption of more words than the outline is wide. */
const WRAPPED = { label: { whiteSpace: 'normal' } } as const

/** A test that fails is either a mistake in the edit or an outcome that is meant to change. */
function FailedTests({ failed, editable }: ProblemListProps) {
  const text = useText()
  const { nameOf } = useNames()
  const outcomeWords = useOutcomeWords()
  const changeAll = useDocument((state) => state.changeAll)
  const accept = (accepted: readonly FailedExpectation[]) =>
    changeAll(accepted.map(({ path, found }) => ({ path, value: found })))
  return (
    <section className={classes.tests}>
      <h3>{text('tests.failed', { count: failed.length })}</h3>
      <p>{text('tests.failed_what')}</p>
      {editable && (
        <Button size="compact-xs" variant="light" h="auto" styles={WRAPPED} onClick={() => accept(failed)}>
          {text('tests.accept_all')}
        </Button>
      )}
      <ul>
        {failed.map((failure) => (
          <li key={failure.path.join('/')} className={classes.failure}>
            <strong>{failure.test}</strong>
            <span>
              {text('tests.expectation', {
                outcome: nameOf(failure.outcome),
                expected: outcomeWords(failure.outcome, failure.expected),
                found: outcomeWords(failure.outcome, failure.found),
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

/** The node that a problem is in and the field of it; -1 for a problem of another place. */
function placeOf({ path }: Problem): { readonly node: number; readonly field: string } {
  const [, node = '-1', field = ''] = /^\/nodes\/(\d+)(.*)$/.exec(path) ?? []
  return { node: Number(node), field }
}

/** What people call the place of a problem. */
function useProblemPlace(): (problem: Problem) => string {
  const text = useText()
  const bilingual = useBilingual()
  const playbook = useDocument((state) => state.shown)
  return ({ path }) => {
    const [, part, at, ...rest] = path.split('/')
    const node = part === 'nodes' ? playbook?.nodes[Number(at)] : undefined
    if (node) return bilingual(node.name)
    const fact = part === 'facts' ? playbook?.facts[Number(at)] : undefined
    if (fact) return text('problems.fact', { name: bilingual(fact.label) })
    const tested = part === 'tests' ? playbook?.tests[Number(at)] : undefined
    if (tested) return text('problems.test', { name: tested.name })
    const claim = part === 'invariants' ? playbook?.invariants?.[Number(at)] : undefined
    if (claim) return text('problems.claim', { name: bilingual(claim.name) })
    return rest.length === 0 && part === '' ? text('problems.document') : path
  }
}
