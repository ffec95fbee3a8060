import { Button, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useStartExperiment } from '../api/experiments.ts'
import { useAllVersions, type VersionOfPlaybook } from '../api/life.ts'
import { useSession } from '../api/session.ts'
import { DayField } from '../approvals/activation/day-field.tsx'
import { WhereField } from '../approvals/activation/where-field.tsx'
import { isApproved } from '../approvals/version-states.ts'
import { useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import { Notice } from '../shell/notice.tsx'
import classes from './experiments.module.css'
import { ShareFields, type Shares, wrongShares } from './share-fields.tsx'

/** Lets an approved version decide a share beside what is in force. */
export function StartForm() {
  const text = useText()
  const navigate = useNavigate()
  const { data: user } = useSession()
  const { data: versions = [] } = useAllVersions()
  const able = versions.filter(
    (version) => isApproved(version) && !version.contributors.includes(user?.id ?? ''),
  )
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [unit, setUnit] = useState<'customer' | 'branch'>('customer')
  const [shares, setShares] = useState<Shares>({ share: 20, holdout: 10 })
  const [day, setDay] = useState<string | null>(null)
  const [where, setWhere] = useState<readonly string[] | null>(null)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const start = useStartExperiment()
  const keyOf = ({ playbook, version }: VersionOfPlaybook) => `${playbook} ${version}`
  const challenger = able.find((each) => keyOf(each) === chosen) ?? able[0]
  const wrong = wrongShares(shares)
  const ready = challenger && !wrong && name.trim() !== '' && reason.trim() !== '' && where?.length !== 0
  const ask = (event: FormEvent) => {
    event.preventDefault()
    start.reset()
    setAsked(true)
  }
  const submit = () => {
    if (!challenger) return
    start.mutate(
      {
        name: name.trim(),
        playbook: challenger.playbook,
        challenger: challenger.version,
        unit,
        ...shares,
        reason: reason.trim(),
        ...(day !== null && { from: day }),
        ...(where !== null && { branches: [...where] }),
      },
      { onSuccess: ({ id }) => void navigate(`/approvals/experiments/${id}`) },
    )
  }
  if (versions.length > 0 && able.length === 0)
    return (
      <Notice
        tone="plain"
        title={text('experiments.no_challenger')}
        text={text('experiments.no_challenger_what')}
      />
    )
  return (
    <form className={classes.panel} onSubmit={ask}>
      <h2>{text('experiments.start')}</h2>
      <TextInput
        size="xs"
        label={text('experiments.name')}
        value={name}
        maxLength={200}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label={text('experiments.challenger')}
        description={text('experiments.challenger_what')}
        value={challenger ? keyOf(challenger) : ''}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={able.map((each) => ({
          value: keyOf(each),
          label: text('audit.version_state', {
            version: text('approvals.version', { playbook: each.playbook, version: each.version }),
            state: text(`version.${each.state}`),
          }),
        }))}
      />
      <Radio.Group
        size="xs"
        label={text('experiments.unit')}
        value={unit}
        onChange={(value) => setUnit(value === 'branch' ? 'branch' : 'customer')}
      >
        <Stack gap={4} mt={4}>
          {(['customer', 'branch'] as const).map((each) => (
            <Radio key={each} size="xs" value={each} label={text(`experiments.unit.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <ShareFields shares={shares} onChange={setShares} />
      <WhereField value={where} onChange={setWhere} />
      <DayField label={text('activate.from')} value={day} onChange={setDay} />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={text('life.reason')}
        value={reason}
        maxLength={2000}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Button size="xs" type="submit" disabled={!ready}>
        {text('experiments.start_ask')}
      </Button>
      <Confirm
        opened={asked}
        title={text('experiments.start_title')}
        what={
          <p>
            {text('experiments.start_what', {
              challenger: challenger?.version ?? 0,
              share: shares.share,
              holdout: shares.holdout,
              unit: text(`experiments.of.${unit}`),
            })}
          </p>
        }
        action={text('experiments.start_yes')}
        pending={start.isPending}
        error={start.error}
        onConfirm={submit}
        onClose={() => setAsked(false)}
      />
    </form>
  )
}
