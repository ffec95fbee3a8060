import { Button, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { refusalOf } from '../api/refusal.ts'
import { type User, useChangePassword } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './account.module.css'

/** What is wrong with the new password, in the server's codes. */
const WEAK = ['password_short', 'password_like_id', 'password_common', 'password_unchanged']

interface ChangePasswordProps {
  readonly user: User
  /** Whether the password until now is a one-time password. */
  readonly oneTime?: boolean
  onChanged?(): void
}

/** The form with which somebody changes his own password: the rules first, mistakes where they were made. */
export function ChangePassword({ user, oneTime = false, onChanged }: ChangePasswordProps) {
  const text = useText()
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const change = useChangePassword()
  const refusal = change.error && refusalOf(change.error)
  const wrongOld = refusal?.code === 'wrong_credentials'
  const weak = refusal !== null && WEAK.includes(refusal.code)
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
          label={text(oneTime ? 'password.one_time' : 'password.old')}
          autoComplete="current-password"
          value={old}
          error={wrongOld && text('password.old_wrong')}
          onChange={(event) => setOld(event.currentTarget.value)}
          data-autofocus
          required
        />
        <PasswordInput
          label={text('password.new')}
          description={<Rules />}
          descriptionProps={{ component: 'div' }}
          autoComplete="new-password"
          value={password}
          error={weak && refusal.title}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
        />
        {change.error && !wrongOld && !weak && <Refused error={change.error} />}
        <Button type="submit" loading={change.isPending}>
          {text('password.change')}
        </Button>
      </Stack>
    </form>
  )
}

function Rules() {
  const text = useText()
  return (
    <ul className={classes.rules}>
      <li>{text('password.rule')}</li>
      <li>{text('password.rule_common')}</li>
      <li>{text('password.rule_others')}</li>
    </ul>
  )
}
