import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { type Enquiry, type NewStep, useEnquiryStep } from '../api/enquiries.ts'
import { refusalOf } from '../api/refusal.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './enquiries.module.css'
import { HandOnForm } from './hand-on-form.tsx'
import { SayForm } from './say-form.tsx'

const CorrectKind = lazy(async () => ({ default: (await import('./correct-kind.tsx')).CorrectKind }))

type Without<Step, Keys extends PropertyKey> = Step extends unknown ? Omit<Step, Keys> : never
/** What is to be done; its id, and how the enquiry was read, are added to it. */
export type Deed = Without<NewStep, 'id' | 'after'>

/** Takes an enquiry, says that it is answered, hands it on, corrects its kind, or closes it. */
export function Handle({ enquiry }: { readonly enquiry: Enquiry }) {
  const text = useText()
  const { data: user } = useSession()
  const step = useEnquiryStep(enquiry.id)
  const [correcting, correct] = useState(false)
  // One id a deed, kept until it is done: a second click, or a retry after a lost answer, does nothing twice.
  const [id, setId] = useState(() => crypto.randomUUID())
  const act = (deed: Deed) =>
    step.mutateAsync(
      { ...deed, id, after: enquiry.steps.length },
      {
        onSuccess: () => setId(crypto.randomUUID()),
        onError: (error) => {
          // The answer to another deed was lost, and that one is done: this one is a step of its own.
          if (refusalOf(error).code === 'enquiry_step_differs') setId(crypto.randomUUID())
        },
      },
    )
  const { route, state } = enquiry
  const isOwn = user?.adviser ? route.adviser?.id === user.adviser : route.to === 'manager'
  const busy = step.isPending
  return (
    <div className={classes.handle}>
      <div className={classes.buttons}>
        {!(isOwn && state === 'taken') && (
          <Button
            size="xs"
            variant="light"
            disabled={busy}
            onClick={() => void act({ what: 'taken' }).catch(() => undefined)}
          >
            {text(state === 'answered' ? 'enquiry.take_again' : 'enquiry.take')}
          </Button>
        )}
        {state !== 'answered' && <SayForm what="answered" busy={busy} act={act} />}
        <HandOnForm enquiry={enquiry} busy={busy} act={act} />
        <SayForm what="closed" busy={busy} act={act} />
        {state !== 'answered' && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            disabled={busy}
            onClick={() => {
              step.reset()
              correct(true)
            }}
          >
            {text('enquiry.correct')}
          </Button>
        )}
      </div>
      {step.error && !correcting && <Refused error={step.error} />}
      <Suspense>
        {correcting && (
          <CorrectKind
            enquiry={enquiry}
            busy={busy}
            error={step.error}
            act={act}
            onClose={() => correct(false)}
          />
        )}
      </Suspense>
    </div>
  )
}
