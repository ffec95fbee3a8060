import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { useStanding } from '../scrutiny/use-standing.ts'
import classes from './readiness.module.css'

const MARKS = { good: IconCircleCheck, open: IconHelpCircle, bad: IconCircleX } as const

/** What speaks for the document as it is edited: the check, its own tests and its claims. */
export function Readiness() {
  const text = useText()
  const { errors, warnings, failed, refuted } = useStanding()
  const tests = useDocument((state) => state.shown?.tests.length ?? 0)
  const claimed = useDocument((state) => state.shown?.invariants?.length ?? 0)
  const claims = useScrutiny((state) => state.claims)
  const proven = [...claims.values()].filter(({ status }) => status === 'proven').length
  const lines = [
    {
      mark: errors > 0 ? 'bad' : 'good',
      words: text('ready.check', { errors, warnings }),
    },
    {
      mark: failed > 0 ? 'bad' : tests === 0 ? 'open' : 'good',
      words: text('ready.tests', { tests, passed: tests - failed }),
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
