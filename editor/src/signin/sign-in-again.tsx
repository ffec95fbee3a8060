import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useCallback, useState } from 'react'
import { useEndedSession } from '../api/connection.ts'
import { type User, useDemoUsers, useSignIn, useSignInMethods } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { ProviderAgain } from './provider-again.tsx'

/** Signs in whoever was at work, over the page as it stands: what is not saved yet stays. */
export function SignInAgain({ user }: { readonly user: User }) {
  const text = useText()
  const queries = useQueryClient()
  const { asking, ask, renew } = useEndedSession()
  const { data: demo = [] } = useDemoUsers()
  const [typed, setTyped] = useState<string | null>(null)
  const { data: methods } = useSignInMethods()
  const signIn = useSignIn()
  const goOn = useCallback(() => {
    setTyped(null)
    renew()
    void queries.invalidateQueries()
  }, [renew, queries])
  const password = typed ?? demo.find(({ id }) => id === user.id)?.password ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The dialog stands inside other forms' pages, but is no part of them.
    event.stopPropagation()
    signIn.mutate({ user: user.id, password }, { onSuccess: goOn })
  }
  return (
    <Modal
      opened={asking}
      onClose={() => ask(false)}
      title={text('session.again')}
      closeButtonProps={{ 'aria-label': text('close') }}
      zIndex={400}
      centered
    >
      <Stack gap="sm">
        <Text size="sm">{text('session.kept')}</Text>
        <Text size="sm">
          {text('signin.user')}: <strong>{user.id}</strong>
        </Text>
        {methods?.oidc && <ProviderAgain user={user} provider={methods.oidc.name} onBack={goOn} />}
        {methods?.password && (
          <form onSubmit={submit}>
            <Stack gap="sm">
              <PasswordInput
                label={text('signin.password')}
                autoComplete="current-password"
                value={password}
                onChange={(event) => setTyped(event.currentTarget.value)}
                data-autofocus
                required
              />
              {signIn.error && <Refused error={signIn.error} />}
              <Button type="submit" variant={methods.oidc ? 'default' : 'filled'} loading={signIn.isPending}>
                {text('signin.submit')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  )
}
