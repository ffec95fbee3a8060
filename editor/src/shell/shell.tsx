import { Center, Loader } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { Link, NavLink, Outlet, useLocation } from 'react-router'
import { useBank } from '../api/bank.ts'
import { type User, useSession } from '../api/session.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { SignInAgain } from '../signin/sign-in-again.tsx'
import { SignInPage } from '../signin/sign-in-page.tsx'
import { Announcer } from './announce.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { CustomerSearch } from './customer-search.tsx'
import { Failure } from './failure.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { usePhone } from './phone.ts'
import { PhoneBar } from './phone-bar.tsx'
import { Refused } from './refused.tsx'
import { isOpenTo, roomsOf } from './rooms.ts'
import { SchemeSwitch } from './scheme-switch.tsx'
import classes from './shell.module.css'
import { UserMenu } from './user-menu.tsx'

const PasswordDuePage = lazy(async () => ({
  default: (await import('../signin/password-due-page.tsx')).PasswordDuePage,
}))

/** The frame of every page; the sign-in page when nobody is signed in. */
export function Shell() {
  const text = useText()
  const { pathname } = useLocation()
  const isPhone = usePhone()
  const { data: user, error, refetch } = useSession()
  if (user === undefined)
    return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Waiting />
  if (user === null) return <SignInPage />
  if (user.passwordDue)
    return (
      <Suspense fallback={<Waiting />}>
        <PasswordDuePage user={user} />
      </Suspense>
    )
  return (
    <div className={classes.page}>
      <a className="skip" href="#main">
        {text('shell.skip')}
      </a>
      {isPhone ? <PhoneBar user={user} /> : <TopBar user={user} />}
      <main id="main" className={classes.main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          {isOpenTo(user.role, pathname) ? <Outlet /> : <Failure closed />}
        </Suspense>
      </main>
      <ConnectionBar />
      <Announcer />
      <SignInAgain user={user} />
    </div>
  )
}

function TopBar({ user }: { readonly user: User }) {
  const text = useText()
  const bilingual = useBilingual()
  const { data: bank } = useBank()
  const { day } = useFormats(bank?.currency ?? 'CNY')
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.brand}>
        <img src="/mark.svg" alt="" width={24} height={24} />
        {text('product')}
      </Link>
      <nav className={classes.rooms} aria-label={text('shell.rooms')}>
        {roomsOf(user.role).map(({ text: name, path, icon: Icon }) => (
          <NavLink key={path} to={path} className={classes.room ?? ''}>
            <Icon size={17} stroke={1.7} aria-hidden />
            {text(name)}
          </NavLink>
        ))}
      </nav>
      <div className={classes.end}>
        {bank && (
          <span className={classes.bank}>
            <span>{bilingual(bank.name)}</span>
            <span>{day(bank.day)}</span>
          </span>
        )}
        {user.role !== 'administrator' && <CustomerSearch />}
        <LanguageSwitch />
        <SchemeSwitch />
        <UserMenu user={user} />
      </div>
    </header>
  )
}

const Waiting = () => (
  <Center h="100%" mih={200}>
    <Loader size="sm" />
  </Center>
)
