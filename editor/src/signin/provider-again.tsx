import { Button, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { readSession, type User } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { providerAddress } from './provider.ts'

interface ProviderAgainProps {
  readonly user: User
  readonly provider: string
  onBack(): void
}

/**
 * Signs in with the bank's own provider in a window beside the page, which keeps what is not saved. Whether it
 * worked is looked up when the page is in front again.
 */
export function ProviderAgain({ user, provider, onBack }: ProviderAgainProps) {
  const text = useText()
  const [other, setOther] = useState<string | null>(null)
  useEffect(() => {
    const look = async () => {
      const session = await readSession()
      if (session?.id === user.id) onBack()
      else setOther(session?.name ?? null)
    }
    const inFront = () => void look().catch(() => setOther(null))
    window.addEventListener('focus', inFront)
    return () => window.removeEventListener('focus', inFront)
  }, [user.id, onBack])
  return (
    <Stack gap="xs">
      <Button onClick={() => window.open(providerAddress('/signed-in'), '_blank')}>
        {text('signin.provider', { name: provider })}
      </Button>
      <Text size="xs" c="dimmed">
        {text('session.again_window')}
      </Text>
      {other !== null && (
        <Notice
          tone="problem"
          title={text('session.other', { name: other })}
          text={text('session.other_mend', { name: user.name })}
        />
      )}
    </Stack>
  )
}
