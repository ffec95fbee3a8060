import { Button, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { refusalOf } from '../api/refusal.ts'
import { type Account, type UserChange, useChangeUser } from '../api/users.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { fieldOf, fitting, type Person } from './person.ts'
import { PersonFields } from './person-fields.tsx'

interface ChangeUserProps {
  readonly account: Account
  /** Why his role stays as it is. */
  readonly fixed?: string | undefined
  onChanged(): void
}

/** The form for a user who is there. Only what was changed is sent: the rest may be somebody else's change. */
export function ChangeUser({ account, fixed, onChanged }: ChangeUserProps) {
  const text = useText()
  const [person, setPerson] = useState<Person>(() => fitting(account))
  const save = useChangeUser()
  const change = differences(account, person)
  const moved = (['role', 'branch', 'adviser'] as const).some((field) => field in change)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ id: account.id, change }, { onSuccess: onChanged })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{text('users.is', { id: account.id })}</Text>
        <PersonFields person={person} onChange={setPerson} error={save.error} fixed={fixed} />
        {moved && (
          <Text size="sm" role="status">
            {text('users.moves')}
          </Text>
        )}
        {save.error && fieldOf(refusalOf(save.error).code) === null && <Refused error={save.error} />}
        <Button type="submit" loading={save.isPending} disabled={Object.keys(change).length === 0}>
          {text('users.save')}
        </Button>
      </Stack>
    </form>
  )
}

const differences = (before: Person, { name, role, branch, adviser }: Person): UserChange => ({
  ...(name !== before.name && { name }),
  ...(role !== before.role && { role }),
  ...(branch !== before.branch && { branch }),
  ...(adviser !== before.adviser && { adviser }),
})
