import { Button, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type User, useChangePassword } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'

/** The form with which somebody changes his own password. */
export function ChangePassword({ user, onChanged }: { readonly user: User; onChanged?(): void }) {
  const text = useText()
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const change = useChangePassword()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ old, password }, { onSuccess: () => onChanged?.() })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {/* By this a password store knows whose password it is. */}
        <input type="text" autoComplete="username" value={user.id} readOnly hidden />
        <PasswordInput
          label={text('password.old')}
          autoComplete="current-password"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
          data-autofocus
          required
        />
        <PasswordInput
          label={text('password.new')}
          description={text('password.rule')}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
        />
        {change.error && <Refused error={change.error} />}
        <Button type="submit" loading={change.isPending}>
          {text('password.change')}
        </Button>
      </Stack>
    </form>
  )
}
