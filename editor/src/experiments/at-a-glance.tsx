import { Badge } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import type { Experiment } from '../api/experiments.ts'
import { useLifeWords } from '../approvals/life-words.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

export const ExperimentState = ({ state }: Pick<Experiment, 'state'>) => {
  const text = useText()
  return (
    <Badge size="sm" radius="sm" tt="none" variant={state === 'running' ? 'filled' : 'default'}>
      {text(`experiments.state.${state}`)}
    </Badge>
  )
}

/** Who has the challenger, where, and since when: an experiment in one line. */
export function ExperimentLine({ experiment }: { readonly experiment: Experiment }) {
  const text = useText()
  const words = useLifeWords()
  const { day, percent } = useFormats(useCurrency())
  const { challenger, unit, share, holdout, branches, from, ended } = experiment
  const since =
    ended === null
      ? text('live.since', { day: day(from) })
      : text('experiments.period', { from: day(from), ended: day(ended) })
  return text('experiments.line', {
    challenger,
    unit: text(`experiments.of.${unit}`),
    share: percent(share),
    holdout: percent(holdout),
    where: words.where(branches),
    since,
  })
}
