import { enquiryMeant, type EnquiryKind as Kind, matchEnquiries } from '@branch-playbook/engine'
import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useRef, useState } from 'react'
import {
  type Enquirer,
  type EnquiryChannel,
  type NewEnquiry,
  useEnquiryKinds,
  useProposal,
  useRecordEnquiry,
} from '../api/enquiries.ts'
import { refusalOf } from '../api/refusal.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTooLong } from '../shell/too-long.ts'
import { AskerFields } from './asker-fields.tsx'
import classes from './enquiries.module.css'
import { KindChoice } from './kind-choice.tsx'
import { ProposalView } from './proposal-view.tsx'
import { useEnquiryWords } from './words.ts'

const CHANNELS = ['counter', 'phone', 'online'] as const satisfies readonly EnquiryChannel[]
/** What is typed is matched, and the playbook asked, once somebody stops typing for so long, in milliseconds. */
const PAUSE = 300

/** Who asks: a customer, or somebody who is none. */
export type Asker =
  | { readonly is: 'customer'; readonly id: string; readonly name: string }
  | { readonly is: 'stranger'; readonly name: string; readonly phone: string }

interface RecordEnquiryProps {
  readonly branch: string
  /** Who asks, where that is known already. */
  readonly customer: { readonly id: string; readonly name: string } | null
  onClose(): void
}

const NONE: readonly Kind[] = []

/** So many kinds are offered as likely. */
const MOST_MEANT = 3

/** Records what somebody asks: who, what, and at once what to tell him, who sees to it and by when. */
export function RecordEnquiry({ branch, customer, onClose }: RecordEnquiryProps) {
  const text = useText()
  const words = useEnquiryWords()
  const [asker, setAsker] = useState<Asker | null>(customer && { is: 'customer', ...customer })
  const question = useRef<HTMLTextAreaElement>(null)
  const [channel, setChannel] = useState<EnquiryChannel>('counter')
  const [typed, type] = useState('')
  const [chosen, choose] = useState<Kind | 'other' | null>(null)
  // Made once a dialog: a second click, or a retry after a lost answer, records nothing twice.
  const [ids, setIds] = useState(newIds)
  const record = useRecordEnquiry()
  const from: Enquirer | null =
    asker === null ? null : asker.is === 'customer' ? { customer: asker.id } : { branch }
  const { data, error: failed } = useEnquiryKinds(from)
  const kinds = data?.kinds ?? NONE
  const [said] = useDebouncedValue(typed.trim(), PAUSE)
  const meant = matchEnquiries(kinds, said).slice(0, MOST_MEANT)
  // What is typed is taken for a kind only where it is beyond doubt; of several that are likely one is chosen.
  const doubtful = said === '' || meant.length > 0
  const kind =
    chosen === 'other' ? null : (chosen ?? enquiryMeant(kinds, said) ?? (doubtful ? undefined : null))
  const proposal = useProposal(from, kind && { node: kind.node, id: kind.id })
  const tooLong = useTooLong(typed)
  const ready =
    asker !== null &&
    (asker.is === 'customer' || asker.name.trim() !== '') &&
    kind !== undefined &&
    (kind !== null || typed.trim() !== '') &&
    tooLong === null
  const ask = (asker: Asker | null) => {
    setAsker(asker)
    if (asker?.is === 'customer') question.current?.focus()
  }
  const submit = (atOnce: boolean) => {
    if (!asker || kind === undefined) return
    const enquiry: NewEnquiry = {
      id: ids.enquiry,
      from: asker.is === 'customer' ? { customer: asker.id } : strangerOf(asker, branch),
      channel,
      kind: kind && { node: kind.node, id: kind.id },
      ...(typed.trim() !== '' && { text: typed.trim() }),
    }
    record.mutate(
      { enquiry, close: atOnce ? { id: ids.step, note: text('enquiry.at_once') } : null },
      {
        onError: (error) => {
          // The answer to another form of it was lost, and that one is recorded: this one is an enquiry of its own.
          if (refusalOf(error).code === 'enquiry_differs') setIds(newIds())
        },
        onSuccess: (enquiry) => {
          const { number, route, due } = enquiry
          notifications.show({
            message: atOnce
              ? text('enquiry.recorded_closed', { number })
              : text('enquiry.recorded', { number, whose: words.whose(route), due: words.due(due) }),
          })
          onClose()
        },
      },
    )
  }
  const refusal = record.error ?? failed ?? proposal.error
  return (
    <Dialog title={text('enquiry.record')} size={760} onClose={onClose}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) submit(false)
        }}
      >
        <div className={classes.asks}>
          <AskerFields fixed={customer !== null} asker={asker} onChange={ask} />
          <SegmentedControl
            size="xs"
            aria-label={text('enquiry.channel')}
            value={channel}
            onChange={(value) => setChannel(CHANNELS.find((each) => each === value) ?? channel)}
            data={CHANNELS.map((value) => ({ value, label: text(`enquiry.channel.${value}`) }))}
          />
        </div>
        <Textarea
          ref={question}
          size="sm"
          autosize
          minRows={2}
          maxRows={5}
          label={text('enquiry.asked')}
          placeholder={text('enquiry.asked_like')}
          data-autofocus={customer !== null || undefined}
          error={tooLong}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <KindChoice kinds={kinds} meant={meant} kind={kind} onChoose={choose} />
        {proposal.data && kind !== undefined && <ProposalView proposal={proposal.data} />}
        {refusal && <Refused error={refusal} />}
        <div className={classes.submit}>
          <Button
            variant="default"
            size="sm"
            disabled={!ready || record.isPending}
            onClick={() => submit(true)}
          >
            {text('enquiry.record_closed')}
          </Button>
          <Button type="submit" size="sm" loading={record.isPending} disabled={!ready}>
            {text('enquiry.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const newIds = () => ({ enquiry: crypto.randomUUID(), step: crypto.randomUUID() })

const strangerOf = ({ name, phone }: Extract<Asker, { is: 'stranger' }>, branch: string) => ({
  branch,
  person: name.trim(),
  ...(phone.trim() !== '' && { phone: phone.trim() }),
})
