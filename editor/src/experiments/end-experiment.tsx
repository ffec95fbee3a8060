import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Experiment, useEndExperiment } from '../api/experiments.ts'
import { useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import classes from './experiments.module.css'

/** Ends an experiment for good. */
export function EndExperiment({ experiment }: { readonly experiment: Experiment }) {
  const text = useText()
  const [asked, setAsked] = useState(false)
  const end = useEndExperiment(experiment.id)
  return (
    <section className={classes.panel}>
      <h2>{text('end.title')}</h2>
      <p>{text('end.what')}</p>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          end.reset()
          setAsked(true)
        }}
      >
        {text('end.ask')}
      </Button>
      <Confirm
        opened={asked}
        title={text('end.confirm', { name: experiment.name })}
        what={<p>{text('end.what')}</p>}
        action={text('end.do')}
        reason={text('life.reason')}
        pending={end.isPending}
        error={end.error}
        onConfirm={(reason) => end.mutate(reason, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      />
    </section>
  )
}
