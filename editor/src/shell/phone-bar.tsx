import { ActionIcon, Drawer } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, NavLink } from 'react-router'
import { useBank } from '../api/bank.ts'
import type { User } from '../api/session.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { CustomerSearch } from './customer-search.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import classes from './phone-bar.module.css'
import { roomsOf } from './rooms.ts'
import { SchemeSwitch } from './scheme-switch.tsx'
import { UserMenu } from './user-menu.tsx'

/** The head of every page on a telephone: the way home, the search, and a menu with all else. */
export function PhoneBar({ user }: { readonly user: User }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.home} aria-label={text('product')}>
        <img src="/mark.svg" alt="" width={28} height={28} />
      </Link>
      <div className={classes.search}>{user.role !== 'administrator' && <CustomerSearch width="100%" />}</div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={text('shell.menu')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <IconMenu2 size={22} aria-hidden />
      </ActionIcon>
      <MenuDrawer user={user} opened={open} onClose={() => setOpen(false)} />
    </header>
  )
}

interface MenuDrawerProps {
  readonly user: User
  readonly opened: boolean
  onClose(): void
}

function MenuDrawer({ user, opened, onClose }: MenuDrawerProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { data: bank } = useBank()
  const { day } = useFormats(bank?.currency ?? 'CNY')
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="min(310px, 88vw)"
      title={bank ? `${bilingual(bank.name)} · ${day(bank.day)}` : text('product')}
      classNames={{ title: classes.title }}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <nav className={classes.rooms} aria-label={text('shell.rooms')}>
        {roomsOf(user.role).map(({ text: name, path, icon: Icon }) => (
          <NavLink key={path} to={path} className={classes.room ?? ''} onClick={onClose}>
            <Icon size={19} stroke={1.7} aria-hidden />
            {text(name)}
          </NavLink>
        ))}
      </nav>
      <div className={classes.own}>
        <div className={classes.looks}>
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
        <UserMenu user={user} />
      </div>
    </Drawer>
  )
}
