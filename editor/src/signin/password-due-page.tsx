import { Container, Text, Title } from '@mantine/core'
import type { User } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { ChangePassword } from './change-password.tsx'

/** All there is for somebody who signed in with a one-time password, until he has one of his own. */
export function PasswordDuePage({ user }: { readonly user: User }) {
  const text = useText()
  return (
    <Container component="main" size={420} py={64}>
      <Title order={1} size="h2">
        {text('password.due')}
      </Title>
      <Text my="md">{text('password.due_why')}</Text>
      <ChangePassword user={user} />
    </Container>
  )
}
