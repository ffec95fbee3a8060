import type { PlaybookTest } from '@branch-playbook/engine'
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useProblemsAt } from '../document/problems.ts'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { useOpenedTest } from './opened-test.ts'
import classes from './panel.module.css'

const MARKS = {
  passed: IconCircleCheck,
  failed: IconCircleX,
  unknown: IconHelpCircle,
  nothing: IconCircleDashed,
} as const

interface TestListProps {
  readonly tests: readonly PlaybookTest[]
  /** Whether the playbook can be run at all. */
  readonly isSound: boolean
}

/** All tests with what became of them. Arrow keys go from one to the next. */
export function TestList({ tests, isSound }: TestListProps) {
  const text = useText()
  const { at: opened, open } = useOpenedTest()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  const move = (event: KeyboardEvent, at: number) => {
    const next = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : null
    if (next === null || !tests[next]) return
    event.preventDefault()
    open(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <ul className={classes.list} ref={list} aria-label={text('tests.title')}>
      {tests.map((test, at) => (
        <li key={at}>
          <button
            type="button"
            aria-current={at === opened || undefined}
            // The list is one stop of the Tab key, however long it is.
            tabIndex={at === (opened ?? 0) ? 0 : -1}
            onClick={() => open(at)}
            onKeyDown={(event) => move(event, at)}
          >
            <State test={test} at={at} isSound={isSound} />
          </button>
        </li>
      ))}
    </ul>
  )
}

interface StateProps {
  readonly test: PlaybookTest
  readonly at: number
  readonly isSound: boolean
}

/** The mark of a test and its name; that it expects nothing is written out. */
function State({ test, at, isSound }: StateProps) {
  const text = useText()
  const state = useTestState(test, at, isSound)
  const Mark = MARKS[state]
  const words = text(`tests.state.${state}`)
  return (
    <>
      <Mark size={15} stroke={1.8} data-state={state} aria-hidden />
      {state !== 'nothing' && <span className="spoken">{words}</span>}
      <span>{test.name}</span>
      {state === 'nothing' && <small>{words}</small>}
    </>
  )
}

/** What became of a test under the latest edit that could be run. */
function useTestState({ expect }: PlaybookTest, at: number, isSound: boolean): keyof typeof MARKS {
  const verdict = useScrutiny((state) => state.verdicts[at])
  const problems = useProblemsAt(`/tests/${at}`)
  if (problems.length > 0 || (verdict?.unready.length ?? 0) > 0) return 'failed'
  if (Object.keys(expect).length === 0) return 'nothing'
  if (!verdict || !isSound) return 'unknown'
  return verdict.failed.length > 0 ? 'failed' : 'passed'
}
