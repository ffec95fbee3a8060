import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { refusalOf } from '../api/refusal.ts'
import { type Account, useAddUser } from '../api/users.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { fieldOf, type Person } from './person.ts'
import { PersonFields, wordsAt } from './person-fields.tsx'

/** What the server takes for an id: no blanks, colons or slashes. */
const ID = /^[^\s:/]*$/

const NOBODY: Person = { name: '', role: 'strategist', branch: null, adviser: null }

interface AddUserProps {
  /** With his one-time password; null where nobody signs in by password. */
  onAdded(user: Account, oneTimePassword: string | null): void
}

/** The form for a new user: the role decides what is asked. */
export function AddUser({ onAdded }: AddUserProps) {
  const text = useText()
  const [id, setId] = useState('')
  const [person, setPerson] = useState(NOBODY)
  const add = useAddUser()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(
      { id, ...person },
      { onSuccess: ({ user, oneTimePassword }) => onAdded(user, oneTimePassword) },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={text('users.id')}
          description={text('users.id_what')}
          value={id}
          maxLength={64}
          error={ID.test(id) ? wordsAt(add.error, 'id') : text('users.id_rule')}
          onChange={(event) => setId(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
          required
        />
        <PersonFields person={person} onChange={setPerson} error={add.error} />
        {add.error && fieldOf(refusalOf(add.error).code) === null && <Refused error={add.error} />}
        <Button type="submit" loading={add.isPending} disabled={!ID.test(id)}>
          {text('users.add')}
        </Button>
      </Stack>
    </form>
  )
}
