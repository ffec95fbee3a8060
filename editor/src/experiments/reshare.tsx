import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Experiment, useReshare } from '../api/experiments.ts'
import { useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import classes from './experiments.module.css'
import { ShareFields, type Shares, wrongShares } from './share-fields.tsx'

/** Gives the challenger another share from today on. */
export function Reshare({ experiment }: { readonly experiment: Experiment }) {
  const text = useText()
  const { id, share, holdout } = experiment
  const [shares, setShares] = useState<Shares>({ share, holdout })
  const [asked, setAsked] = useState(false)
  const reshare = useReshare(id)
  const same = shares.share === share && shares.holdout === holdout
  return (
    <section className={classes.panel}>
      <h2>{text('reshare.title')}</h2>
      <ShareFields shares={shares} onChange={setShares} />
      <Button
        size="xs"
        variant="default"
        disabled={same || wrongShares(shares) !== null}
        onClick={() => {
          reshare.reset()
          setAsked(true)
        }}
      >
        {text('reshare.ask')}
      </Button>
      <Confirm
        opened={asked}
        title={text('reshare.confirm')}
        what={<p>{text('reshare.what', { share: shares.share, holdout: shares.holdout })}</p>}
        action={text('reshare.do')}
        reason={text('life.reason')}
        pending={reshare.isPending}
        error={reshare.error}
        onConfirm={(reason) => reshare.mutate({ ...shares, reason }, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      />
    </section>
  )
}
