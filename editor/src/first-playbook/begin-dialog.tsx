import { parsePlaybook } from '@branch-playbook/engine'
import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useBank } from '../api/bank.ts'
import { useBeginPlaybook } from '../api/playbook-list.ts'
import { useVersion } from '../api/playbooks.ts'
import { isId } from '../composition/unique.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import { beginning, bothNames, idFor, STARTS, type Start } from './beginning.ts'

/** Begins another playbook: what it is called, and what it starts with. */
export function BeginDialog({ onClose }: { onClose(): void }) {
  const text = useText()
  const navigate = useNavigate()
  const { data: bank } = useBank()
  const { data: inForce } = useVersion(bank?.playbook.id, bank?.playbook.version)
  const [name, setName] = useState({ 'zh-CN': '', en: '' })
  const [typedId, setTypedId] = useState<string | null>(null)
  const [start, setStart] = useState<Start>('dictionary')
  const begin = useBeginPlaybook()
  const id = typedId ?? idFor(name.en)
  const isNamed = name['zh-CN'].trim() !== ''

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const from = parsePlaybook(inForce?.document)
    if (!from.ok) return
    begin.mutate(
      { ...beginning(from.value, id, bothNames(name), start) },
      {
        onSuccess: () => {
          onClose()
          void navigate(`/playbooks/${id}`)
        },
      },
    )
  }
  return (
    <Dialog title={text('playbooks.begin')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={text('playbooks.name_zh')}
            value={name['zh-CN']}
            onChange={(event) => setName({ ...name, 'zh-CN': event.currentTarget.value })}
            maxLength={100}
            data-autofocus
            required
          />
          <TextInput
            label={text('playbooks.name_en')}
            description={text('playbooks.name_en_what')}
            value={name.en}
            onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
            maxLength={100}
          />
          <TextInput
            label={text('playbooks.id')}
            description={text('playbooks.id_what')}
            value={id}
            error={id !== '' && !isId(id) && text('playbooks.id_rule')}
            onChange={(event) => setTypedId(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <Radio.Group
            label={text('playbooks.start')}
            value={start}
            onChange={(chosen) => setStart(STARTS.find((each) => each === chosen) ?? start)}
          >
            <Stack gap={8} mt={6}>
              {STARTS.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  label={text(`playbooks.start.${each}`)}
                  description={text(`playbooks.start_what.${each}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {begin.error && <Refused error={begin.error} />}
          <Button type="submit" loading={begin.isPending} disabled={!inForce || !isNamed || !isId(id)}>
            {text('playbooks.begin_do')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
