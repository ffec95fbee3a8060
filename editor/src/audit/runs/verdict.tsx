import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { refusalOf } from '../../api/refusal.ts'
import { useText } from '../../locale/text.ts'
import classes from './runs.module.css'
import type { Outcome } from './series.ts'

interface VerdictProps {
  readonly outcome: Outcome | undefined
}

/** In a word, what came of a replay. */
export function Verdict({ outcome }: VerdictProps) {
  const text = useText()
  if (!outcome) return null
  if ('error' in outcome) return <Said tone="bad">{refusalOf(outcome.error).title}</Said>
  const { same, differences } = outcome.replay
  return same ? (
    <Said tone="good">{text('runs.same')}</Said>
  ) : (
    <Said tone="bad">{text('runs.different', { count: differences.length })}</Said>
  )
}

function Said({ tone, children }: { readonly tone: 'good' | 'bad'; readonly children: string }) {
  const Icon = tone === 'good' ? IconCircleCheck : IconAlertTriangle
  return (
    <span className={classes.verdict} data-tone={tone}>
      <Icon size={15} aria-hidden />
      {children}
    </span>
  )
}
