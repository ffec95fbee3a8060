import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { type Handover, type ManagerFigures, useHandovers, useWithdrawHandover } from '../api/manager.ts'
import { useSession } from '../api/session.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import { HandoverForm } from './handover-form.tsx'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

interface HandoversProps extends Pick<ManagerFigures, 'workload'> {
  readonly branch: string
  readonly today: string
}

/** Whose customers were handed over to whom; the manager hands over, and takes back. */
export function Handovers({ branch, workload, today }: HandoversProps) {
  const text = useText()
  const { data: user } = useSession()
  const { data: handovers = [], error } = useHandovers(branch)
  const [entering, setEntering] = useState(false)
  const [takingBack, setTakingBack] = useState<Handover | null>(null)
  const adviserName = useAdviserName({ workload })
  const { day } = useFormats(useCurrency())
  const enters = user?.role === 'manager'
  return (
    <section className={`${classes.panel} ${classes.wide}`} aria-label={text('handover.title')}>
      <h2>{text('handover.title')}</h2>
      {error && <Refused error={error} />}
      {handovers.length === 0 && <p>{text('handover.none')}</p>}
      <ul className={classes.handovers} data-testid="handovers">
        {handovers.map((each) => (
          <li key={each.id}>
            <div>
              <strong>{adviserName(each.adviser)}</strong> {text('handover.from', { day: day(each.from) })}
              <br />
              <small>
                {each.takers
                  .map(({ adviser, customers }) =>
                    text('handover.taker', { name: adviserName(adviser), count: customers }),
                  )
                  .join(text('handover.and'))}
                {each.withdrawn && ` · ${text('handover.withdrawn', { reason: each.withdrawn.reason })}`}
              </small>
            </div>
            {enters && !each.withdrawn && (
              <Button size="compact-xs" variant="default" onClick={() => setTakingBack(each)}>
                {text('handover.take_back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {enters && (
        <Button size="compact-sm" onClick={() => setEntering(true)}>
          {text('handover.enter')}
        </Button>
      )}
      {entering && (
        <HandoverForm branch={branch} workload={workload} today={today} onClose={() => setEntering(false)} />
      )}
      {takingBack && <TakeBack handover={takingBack} onClose={() => setTakingBack(null)} />}
    </section>
  )
}

function TakeBack({ handover, onClose }: { readonly handover: Handover; onClose(): void }) {
  const text = useText()
  const withdraw = useWithdrawHandover()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    withdraw.mutate({ id: handover.id, reason }, { onSuccess: onClose })
  }
  return (
    <Dialog title={text('handover.take_back')} onClose={onClose}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          data-autofocus
          required
          maxLength={500}
          label={text('handover.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {withdraw.error && <Refused error={withdraw.error} />}
        <Button type="submit" loading={withdraw.isPending} disabled={reason.trim() === ''}>
          {text('handover.take_back')}
        </Button>
      </form>
    </Dialog>
  )
}
