import { Button, Text, Title } from '@mantine/core'
import { ChangePassword } from '../account/change-password.tsx'
import { type User, useSignOut } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { SchemeSwitch } from '../shell/scheme-switch.tsx'
import classes from './password-due-page.module.css'

/** All there is for somebody who signed in with a one-time password, until he has one of his own. */
export function PasswordDuePage({ user }: { readonly user: User }) {
  const text = useText()
  const signOut = useSignOut()
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.head}>
          <img src="/mark.svg" alt={text('product')} width={32} height={32} />
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
        <Title order={1} size="h2">
          {text('password.due')}
        </Title>
        <Text my="md" size="sm">
          {text('password.due_why')}
        </Text>
        <ChangePassword user={user} oneTime />
        <Button variant="subtle" fullWidth mt="sm" onClick={() => signOut.mutate()}>
          {text('shell.sign_out')}
        </Button>
      </div>
    </main>
  )
}
