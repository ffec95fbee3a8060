import { Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { refusalOf } from '../api/refusal.ts'
import { type User, useDemoUsers, useSignIn } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Notice } from '../shell/notice.tsx'
import { SchemeSwitch } from '../shell/scheme-switch.tsx'
import classes from './sign-in-page.module.css'

/** Sign in by name and password, or as one of the demo users while there are any. */
export function SignInPage() {
  const text = useText()
  const { data: demo = [] } = useDemoUsers()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ user, password })
  }
  const refusal = signIn.error ? refusalOf(signIn.error) : null
  return (
    <main className={classes.page}>
      <div className={classes.switches}>
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
      <section className={classes.promise}>
        <img src="/mark.svg" alt="" width={44} height={44} />
        <h1>{text('product')}</h1>
        <p>{text('signin.promise')}</p>
        <ul>
          <li>{text('signin.promise_head_office')}</li>
          <li>{text('signin.promise_branch')}</li>
          <li>{text('signin.promise_auditor')}</li>
        </ul>
      </section>
      <section className={classes.card}>
        <h2>{text('signin.title')}</h2>
        <form onSubmit={submit} className={classes.form}>
          <TextInput
            label={text('signin.user')}
            autoComplete="username"
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
            required
          />
          <PasswordInput
            label={text('signin.password')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
          />
          {refusal && <Notice tone="problem" title={refusal.title} text={refusal.detail} />}
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {text('signin.submit')}
          </Button>
        </form>
        {demo.length > 0 && (
          <DemoUsers users={demo} onPick={(picked) => signIn.mutate(picked)} />
        )}
      </section>
    </main>
  )
}

interface DemoUsersProps {
  readonly users: readonly (Pick<User, 'id' | 'name' | 'role'> & { readonly password: string })[]
  onPick(picked: { user: string; password: string }): void
}

function DemoUsers({ users, onPick }: DemoUsersProps) {
  const text = useText()
  return (
    <div className={classes.demo}>
      <h3>{text('signin.demo')}</h3>
      <div className={classes.users}>
        {users.map(({ id, name, role, password }) => (
          <UnstyledButton key={id} className={classes.user} onClick={() => onPick({ user: id, password })}>
            <span>{text(`role.${role}`)}</span>
            <small>{name}</small>
          </UnstyledButton>
        ))}
      </div>
    </div>
  )
}
