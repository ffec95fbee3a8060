import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import {
  type HandoverPreview,
  type ManagerFigures,
  useEnterHandover,
  useHandoverPreview,
} from '../api/manager.ts'
import { useTakerName } from '../branch/taker-name.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './manager.module.css'
import { adviserNames } from './names.ts'

interface HandoverFormProps extends Pick<ManagerFigures, 'workload'> {
  readonly branch: string
  readonly today: string
  onClose(): void
}

/** Hands over the customers of an adviser who leaves: who gets how many is seen before it is entered. */
export function HandoverForm({ branch, workload, today, onClose }: HandoverFormProps) {
  const text = useText()
  const nameOf = useTakerName()
  const enter = useEnterHandover(branch)
  const [id] = useState(() => crypto.randomUUID())
  const [adviser, setAdviser] = useState<string | null>(null)
  const [takers, setTakers] = useState<string[]>([])
  const [spread, setSpread] = useState<'tiers' | 'minutes'>('tiers')
  const [from, setFrom] = useState(today)
  const order = adviser !== null && takers.length > 0 ? { adviser, takers, spread } : null
  const { data: preview, error, refetch } = useHandoverPreview(branch, order)
  const people = workload
    .filter((each) => !each.adviser.desk)
    .map((each) => ({ value: each.adviser.id, label: nameOf(each.adviser), left: each.adviser.left }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!order || !preview) return
    // When it is refused, others may have changed who goes to whom.
    const onError = () => void refetch()
    enter.mutate({ id, ...order, from, hash: preview.hash }, { onSuccess: onClose, onError })
  }
  return (
    <Dialog title={text('handover.enter')} onClose={onClose}>
      <form onSubmit={submit} className={classes.form}>
        <Select
          data-autofocus
          required
          searchable
          label={text('handover.leaver')}
          data={people}
          value={adviser}
          onChange={(value) => {
            setAdviser(value)
            setTakers(takers.filter((each) => each !== value))
          }}
        />
        <MultiSelect
          required
          searchable
          label={text('handover.takers')}
          data={people.filter(({ value, left }) => value !== adviser && !left)}
          value={takers}
          onChange={setTakers}
        />
        {takers.length > 1 && (
          <SegmentedControl
            aria-label={text('handover.spread')}
            value={spread}
            onChange={(value) => setSpread(value === 'minutes' ? 'minutes' : 'tiers')}
            data={[
              { value: 'tiers', label: text('handover.spread.tiers') },
              { value: 'minutes', label: text('handover.spread.minutes') },
            ]}
          />
        )}
        <TextInput
          type="date"
          required
          min={today}
          label={text('handover.first_day')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {preview && order && <Preview preview={preview} workload={workload} />}
        {(enter.error ?? error) && <Refused error={enter.error ?? error} />}
        <Button type="submit" loading={enter.isPending} disabled={!order || !preview}>
          {text('handover.save')}
        </Button>
      </form>
    </Dialog>
  )
}

function Preview({
  preview,
  workload,
}: {
  readonly preview: HandoverPreview
  readonly workload: ManagerFigures['workload']
}) {
  const text = useText()
  const adviserName = adviserNames(workload, useTakerName())
  return (
    <table className={classes.table} data-testid="handover-preview" aria-live="polite">
      <caption>{text('handover.preview', { count: preview.customers })}</caption>
      <thead>
        <tr>
          <th scope="col">{text('branch.adviser')}</th>
          <th scope="col">{text('manager.customers')}</th>
          <th scope="col">{text('handover.tiers')}</th>
          <th scope="col">{text('handover.minutes')}</th>
        </tr>
      </thead>
      <tbody>
        {preview.shares.map(({ adviser, customers, tiers, due, minutes, capacity }) => (
          <tr key={adviser}>
            <th scope="row">{adviserName(adviser)}</th>
            <td data-says={text('manager.customers')}>{customers}</td>
            <td data-says={text('handover.tiers')}>
              {tiers
                .map((each) =>
                  text('handover.tier', { tier: each.tier ?? text('manager.none'), count: each.customers }),
                )
                .join(text('handover.and'))}
            </td>
            <td data-says={text('handover.minutes')}>{text('handover.load', { due, minutes, capacity })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
