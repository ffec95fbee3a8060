import { isError } from '@branch-playbook/engine'
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import classes from './readiness.module.css'

const MARKS = { good: IconCircleCheck, open: IconHelpCircle, bad: IconCircleX } as const

/** What speaks for the document as it is edited: the check, its own tests and its claims. */
export function Readiness() {
  const text = useText()
  const problems = useDocument((state) => state.reading.problems)
  const tests = useDocument((state) => state.shown?.tests.length ?? 0)
  const claimed = useDocument((state) => state.shown?.invariants?.length ?? 0)
  const { failed, claims } = useScrutiny()
  const errors = problems.filter(isError).length
  const failing = new Set(failed.map(({ test }) => test)).size
  const count = (status: string) => [...claims.values()].filter((each) => each.status === status).length
  const [proven, refuted] = [count('proven'), count('refuted')]
  const lines = [
    {
      mark: errors > 0 ? 'bad' : 'good',
      words: text('ready.check', { errors, warnings: problems.length - errors }),
    },
    {
      mark: failing > 0 ? 'bad' : tests === 0 ? 'open' : 'good',
      words: text('ready.tests', { tests, passed: tests - failing }),
    },
    {
      mark: refuted > 0 ? 'bad' : proven < claimed ? 'open' : 'good',
      words: text('ready.claims', { claimed, proven, refuted }),
    },
  ] as const
  return (
    <ul className={classes.lines} aria-label={text('ready.title')}>
      {lines.map(({ mark, words }) => {
        const Icon = MARKS[mark]
        return (
          <li key={words} data-mark={mark}>
            <Icon size={16} stroke={1.8} aria-hidden />
            {words}
          </li>
        )
      })}
    </ul>
  )
}
