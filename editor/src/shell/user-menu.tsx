import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconLogout } from '@tabler/icons-react'
import { type User, useSignOut } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import classes from './user-menu.module.css'

export function UserMenu({ user }: { readonly user: User }) {
  const text = useText()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <span className={classes.name}>{user.name}</span>
          <span className={classes.role}>{text(`role.${user.role}`)}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {text('shell.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
