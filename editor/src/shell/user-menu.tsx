import { Center, Loader, Menu, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown, IconDevices, IconKey, IconLogout, IconMail } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { type Role, type User, useDemoUsers, useSignInMethods, useSignOut } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from './dialog.tsx'
import classes from './user-menu.module.css'

const ChangePassword = lazy(async () => ({
  default: (await import('../account/change-password.tsx')).ChangePassword,
}))
const Digest = lazy(async () => ({ default: (await import('../account/digest.tsx')).Digest }))
const OwnSessions = lazy(async () => ({ default: (await import('../account/own-sessions.tsx')).OwnSessions }))

const TITLES = { password: 'password.change', sessions: 'sessions.title', digest: 'digest.title' } as const
type Opened = keyof typeof TITLES
/** Those whose day there is something to say of by e-mail. */
const WITH_DIGEST: readonly Role[] = ['adviser', 'manager', 'approver']

/** What everybody has of his own: his password, his sessions, his digest, and the way out. */
export function UserMenu({ user }: { readonly user: User }) {
  const text = useText()
  const signOut = useSignOut()
  const { data: methods } = useSignInMethods()
  const { data: demo } = useDemoUsers()
  const [opened, open] = useState<Opened | null>(null)
  const close = () => open(null)
  // A demo user's password is everybody's, and stays as it is.
  const changeable = methods?.password && demo && !demo.some(({ id }) => id === user.id)
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes.user}>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.role}>{text(`role.${user.role}`)}</span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {changeable && (
            <Menu.Item leftSection={<IconKey size={16} />} onClick={() => open('password')}>
              {text('password.change')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconDevices size={16} />} onClick={() => open('sessions')}>
            {text('sessions.title')}
          </Menu.Item>
          {WITH_DIGEST.includes(user.role) && (
            <Menu.Item leftSection={<IconMail size={16} />} onClick={() => open('digest')}>
              {text('digest.title')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
            {text('shell.sign_out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {opened && (
        <Dialog title={text(TITLES[opened])} onClose={close}>
          <Suspense fallback={<Waiting />}>
            {opened === 'sessions' && <OwnSessions />}
            {opened === 'digest' && <Digest />}
            {opened === 'password' && (
              <ChangePassword
                user={user}
                onChanged={() => {
                  close()
                  notifications.show({ message: text('password.changed') })
                }}
              />
            )}
          </Suspense>
        </Dialog>
      )}
    </>
  )
}

const Waiting = () => (
  <Center mih={120}>
    <Loader size="sm" />
  </Center>
)
