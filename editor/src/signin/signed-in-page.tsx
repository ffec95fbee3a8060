import { Stack, Text, Title } from '@mantine/core'
import { useEffect } from 'react'
import { useText } from '../locale/text.ts'

/** Where the window of a sign-in beside another page ends: there is nothing more to do in it. */
export function SignedInPage() {
  const text = useText()
  useEffect(() => window.close(), [])
  return (
    <Stack align="center" gap="sm" pt={80} px="md">
      <Title order={1}>{text('signin.done')}</Title>
      <Text c="dimmed">{text('signin.done_what')}</Text>
    </Stack>
  )
}
