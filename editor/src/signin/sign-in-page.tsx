import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useDemoUsers, useSignIn, useSignInMethods } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Refused } from '../shell/refused.tsx'
import { SchemeSwitch } from '../shell/scheme-switch.tsx'
import { DemoUsers } from './demo-users.tsx'
import { providerAddress, refusedByProvider, wantedPage } from './provider.ts'
import { ProviderRefused } from './provider-refused.tsx'
import classes from './sign-in-page.module.css'

/** Sign in with the bank's own provider, by name and password, or as one of the demo users while there are any. */
export function SignInPage() {
  const text = useText()
  const { data: demo = [] } = useDemoUsers()
  const { data: methods, error, refetch } = useSignInMethods()
  const refused = refusedByProvider()
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
        {refused !== null && !signIn.error && (
          <div className={classes.refused}>
            <ProviderRefused code={refused} />
          </div>
        )}
        {error && <Refused error={error} onRetry={() => void refetch()} />}
        {methods?.oidc && (
          <Button component="a" href={providerAddress(wantedPage())} fullWidth>
            {text('signin.provider', { name: methods.oidc.name })}
          </Button>
        )}
        {methods?.oidc && methods.password && <p className={classes.or}>{text('signin.or')}</p>}
        {methods?.password && (
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
            <Button
              type="submit"
              variant={methods.oidc ? 'default' : 'filled'}
              loading={signIn.isPending}
              fullWidth
            >
              {text('signin.submit')}
            </Button>
          </form>
        )}
        {methods?.password && demo.length > 0 && (
          <DemoUsers users={demo} onPick={(picked) => signIn.mutate(picked)} />
        )}
      </section>
    </main>
  )
}
