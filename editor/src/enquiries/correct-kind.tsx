import { type EnquiryKind as Kind, matchEnquiries } from '@branch-playbook/engine'
import { Button, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { type Enquiry, useEnquiryKinds, useProposal } from '../api/enquiries.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTooLong } from '../shell/too-long.ts'
import classes from './enquiries.module.css'
import type { Deed } from './handle.tsx'
import { KindChoice } from './kind-choice.tsx'
import { ProposalView } from './proposal-view.tsx'
import { useEnquiryWords } from './words.ts'

interface CorrectKindProps {
  readonly enquiry: Enquiry
  readonly busy: boolean
  readonly error: Error | null
  act(deed: Deed): Promise<Enquiry>
  onClose(): void
}

/** So many kinds are offered as likely. */
const MOST_MEANT = 3

/** Gives an enquiry another kind, with a look beforehand at who sees to it then, by when, and what is answered. */
export function CorrectKind({ enquiry, busy, error, act, onClose }: CorrectKindProps) {
  const text = useText()
  const words = useEnquiryWords()
  const [chosen, choose] = useState<Kind | 'other' | undefined>()
  const [why, setWhy] = useState('')
  const from = { enquiry: enquiry.id }
  const { data, error: failed } = useEnquiryKinds(from)
  const isNow = ({ node, id }: Kind) => node === enquiry.kind?.node && id === enquiry.kind.id
  const kinds = (data?.kinds ?? []).filter((each) => !isNow(each))
  const kind = chosen === 'other' ? null : chosen
  const named = kind && { node: kind.node, id: kind.id }
  const proposal = useProposal(from, named)
  const note = why.trim()
  const tooLong = useTooLong(why)
  const isSaid = kind !== null || enquiry.text !== '' || note !== ''
  const submit = () => {
    if (named === undefined) return
    act({ what: 'corrected', kind: named, ...(note !== '' && { note }) }).then(
      (anew) => {
        const { number, route, due } = anew
        const told = { number, kind: words.kind(anew), whose: words.whose(route), due: words.due(due) }
        notifications.show({ message: text('enquiry.corrected', told) })
        onClose()
      },
      // What the server refused is shown; the dialog stays.
      () => undefined,
    )
  }
  const refusal = error ?? failed ?? proposal.error
  return (
    <Dialog title={text('enquiry.correct_kind')} size={640} onClose={onClose}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div>
          <p className={classes.facts}>
            <span>{text('enquiry.until_now')}</span>
            <strong>{words.kind(enquiry)}</strong>
            <span>{words.whose(enquiry.route)}</span>
            <span>{words.due(enquiry.due)}</span>
          </p>
          {enquiry.text !== '' && <p className={classes.said}>{enquiry.text}</p>}
        </div>
        <KindChoice
          kinds={kinds}
          meant={matchEnquiries(kinds, enquiry.text).slice(0, MOST_MEANT)}
          kind={kind}
          other={enquiry.kind !== null}
          onChoose={choose}
        />
        {proposal.data && kind !== undefined && <ProposalView proposal={proposal.data} />}
        <Textarea
          size="xs"
          autosize
          minRows={1}
          maxRows={4}
          label={text('enquiry.correct_why')}
          error={tooLong}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        {refusal && <Refused error={refusal} />}
        <div className={classes.submit}>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={named === undefined || !isSaid || tooLong !== null}
          >
            {text('enquiry.correct_kind')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
