import { Menu, Modal, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconKey, IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { type User, useSignInMethods, useSignOut } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { ChangePassword } from '../signin/change-password.tsx'
import classes from './user-menu.module.css'

export function UserMenu({ user }: { readonly user: User }) {
  const text = useText()
  const signOut = useSignOut()
  const { data: methods } = useSignInMethods()
  const [changing, setChanging] = useState(false)
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
          {methods?.password && (
            <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setChanging(true)}>
              {text('password.change')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
            {text('shell.sign_out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={changing}
        onClose={() => setChanging(false)}
        title={text('password.change')}
        closeButtonProps={{ 'aria-label': text('close') }}
        centered
      >
        <ChangePassword user={user} onChanged={() => setChanging(false)} />
      </Modal>
    </>
  )
}
