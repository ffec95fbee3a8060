import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useBank } from '../../api/bank.ts'
import { useBranches } from '../../api/branches.ts'
import { useActivate, useActivations, type WhichVersion } from '../../api/life.ts'
import type { Version } from '../../api/playbooks.ts'
import { useText } from '../../locale/text.ts'
import { Confirm } from '../../shell/confirm.tsx'
import classes from '../version-page.module.css'
import { DayField } from './day-field.tsx'
import { previewOf } from './in-force.ts'
import { PreviewWords } from './preview-words.tsx'
import { WhereField } from './where-field.tsx'

interface ActivationFormProps {
  readonly which: WhichVersion
  readonly state: Version['state']
}

/** Puts an approved version in force from a day on; one that was in force before, back in force. */
export function ActivationForm({ which, state }: ActivationFormProps) {
  const text = useText()
  const { data: bank } = useBank()
  const { data: branches = [] } = useBranches()
  const { data: activations = [] } = useActivations()
  const [day, setDay] = useState<string | null>(null)
  const [where, setWhere] = useState<readonly string[] | null>(null)
  const [asked, setAsked] = useState(false)
  const activate = useActivate(which)
  if (!bank) return null
  const from = day ?? bank.day
  const preview = previewOf(
    activations,
    branches.map(({ id }) => id),
    which,
    from,
    where,
  )
  const action = text(state === 'retired' ? 'activate.again' : 'activate.do')
  const nowhere = where?.length === 0
  const words = <PreviewWords version={which.version} from={from} all={where === null} preview={preview} />
  const submit = (reason: string) =>
    activate.mutate(
      { from, reason, ...(where !== null && { branches: [...where] }) },
      {
        onSuccess: () => {
          setAsked(false)
          notifications.show({ message: text('activate.done', { version: which.version }) })
        },
      },
    )
  return (
    <section className={classes.panel}>
      <h2>{action}</h2>
      <DayField label={text('activate.from')} value={day} onChange={setDay} />
      <WhereField value={where} onChange={setWhere} />
      {nowhere ? <p>{text('where.choose')}</p> : <div className={classes.preview}>{words}</div>}
      <Button
        size="xs"
        disabled={nowhere}
        onClick={() => {
          activate.reset()
          setAsked(true)
        }}
      >
        {text('activate.ask', { action })}
      </Button>
      <Confirm
        opened={asked}
        title={text('activate.title', { version: which.version })}
        what={
          <>
            {words}
            {day === null && <p>{text('activate.at_once')}</p>}
          </>
        }
        action={action}
        reason={text('life.reason')}
        pending={activate.isPending}
        error={activate.error}
        onConfirm={submit}
        onClose={() => setAsked(false)}
      />
    </section>
  )
}
