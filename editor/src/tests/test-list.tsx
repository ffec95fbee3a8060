import type { PlaybookTest } from '@branch-playbook/engine'
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useProblemsAt } from '../document/problems.ts'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { useOpenedTest } from './opened-test.ts'
import classes from './panel.module.css'

const MARKS = { passed: IconCircleCheck, failed: IconCircleX, unknown: IconHelpCircle } as const

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
      {tests.map(({ name }, at) => (
        <li key={at}>
          <button
            type="button"
            aria-current={at === opened || undefined}
            // The list is one stop of the Tab key, however long it is.
            tabIndex={at === (opened ?? 0) ? 0 : -1}
            onClick={() => open(at)}
            onKeyDown={(event) => move(event, at)}
          >
            <State at={at} isSound={isSound} />
            <span>{name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function State({ at, isSound }: { readonly at: number; readonly isSound: boolean }) {
  const text = useText()
  const state = useTestState(at, isSound)
  const Mark = MARKS[state]
  return (
    <>
      <Mark size={15} stroke={1.8} data-state={state} aria-hidden />
      <span className="spoken">{text(`tests.state.${state}`)}</span>
    </>
  )
}

/** What became of a test under the latest edit that could be run. */
function useTestState(at: number, isSound: boolean): keyof typeof MARKS {
  const verdict = useScrutiny((state) => state.verdicts[at])
  const problems = useProblemsAt(`/tests/${at}`)
  if (problems.length > 0 || (verdict?.unready.length ?? 0) > 0) return 'failed'
  if (!verdict || !isSound) return 'unknown'
  return verdict.failed.length > 0 ? 'failed' : 'passed'
}
