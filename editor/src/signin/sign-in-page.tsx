import { Button, PasswordInput, Select, TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type User, useDemoUsers, useSignIn, useSignInMethods } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Refused } from '../shell/refused.tsx'
import { SchemeSwitch } from '../shell/scheme-switch.tsx'
import classes from './sign-in-page.module.css'

/** Sign in by name and password, or as one of the demo users while there are any. */
export function SignInPage() {
  const text = useText()
  const { data: demo = [] } = useDemoUsers()
  const { data: methods } = useSignInMethods()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ user, password })
  }
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
        {methods?.oidc && (
          <Button component="a" href={providerAddress()} fullWidth mb="md">
            {text('signin.provider', { name: methods.oidc.name })}
          </Button>
        )}
        {methods?.password !== false && (
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
            {signIn.error && <Refused error={signIn.error} />}
            <Button type="submit" loading={signIn.isPending} fullWidth>
              {text('signin.submit')}
            </Button>
          </form>
        )}
        {demo.length > 0 && <DemoUsers users={demo} onPick={(picked) => signIn.mutate(picked)} />}
      </section>
    </main>
  )
}

/** To the bank's own sign-in, and back to the page that was wanted. */
const providerAddress = (): string =>
  `/api/sign-in/oidc?${new URLSearchParams({ returnTo: `${location.pathname}${location.search}` })}`

interface DemoUsersProps {
  readonly users: readonly (Pick<User, 'id' | 'name' | 'role'> & { readonly password: string })[]
  onPick(picked: { user: string; password: string }): void
}

/** One user of each role at hand, and everyone else by name. */
function DemoUsers({ users, onPick }: DemoUsersProps) {
  const text = useText()
  const first = users.filter(({ role }, at) => users.findIndex((each) => each.role === role) === at)
  const others = users.filter((user) => !first.includes(user))
  const pick = (id: string | null) => {
    const picked = users.find((user) => user.id === id)
    if (picked) onPick({ user: picked.id, password: picked.password })
  }
  return (
    <div className={classes.demo}>
      <h3>{text('signin.demo')}</h3>
      <div className={classes.users}>
        {first.map(({ id, name, role }) => (
          <UnstyledButton key={id} className={classes.user} onClick={() => pick(id)}>
            <span>{text(`role.${role}`)}</span>
            {name !== id && <small>{name}</small>}
          </UnstyledButton>
        ))}
      </div>
      {others.length > 0 && (
        <Select
          mt="sm"
          size="xs"
          searchable
          aria-label={text('signin.other')}
          placeholder={text('signin.other')}
          value={null}
          onChange={pick}
          data={others.map(({ id, name, role }) => ({
            value: id,
            label: `${text(`role.${role}`)} · ${name} · ${id}`,
          }))}
        />
      )}
    </div>
  )
}
