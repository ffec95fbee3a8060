import { notifications } from '@mantine/notifications'
import { useSession } from '../api/session.ts'
import { type Account, useChangeUser, useResetPassword } from '../api/users.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { AddUser } from './add-user.tsx'
import { ChangeUser } from './change-user.tsx'
import { Confirm } from './confirm.tsx'
import { type Deed, isLastAdministrator } from './deeds.ts'
import { ShownOnce } from './shown-once.tsx'

/** What is open over the users. */
export type OpenedDialog =
  | { readonly is: 'add' }
  | { readonly is: Deed; readonly account: Account }
  | { readonly is: 'one-time'; readonly account: Account; readonly password: string }

interface UserDialogProps {
  readonly opened: OpenedDialog
  readonly accounts: readonly Account[]
  onOpen(next: OpenedDialog): void
  onClose(): void
}

/** What an administrator does to the users, each in a dialog of its own. */
export function UserDialog({ opened, accounts, onOpen, onClose }: UserDialogProps) {
  const text = useText()
  const { data: me } = useSession()
  switch (opened.is) {
    case 'add':
      return (
        <Dialog title={text('users.add')} onClose={onClose}>
          <AddUser
            onAdded={(account, password) => {
              if (password !== null) return onOpen({ is: 'one-time', account, password })
              notifications.show({ message: text('users.added', { name: account.name }) })
              onClose()
            }}
          />
        </Dialog>
      )
    case 'change': {
      const { account } = opened
      const last = isLastAdministrator(accounts, account.id)
      const why = text(last ? 'users.own_last' : 'users.own')
      return (
        <Dialog title={text('users.change', { name: account.name })} onClose={onClose}>
          <ChangeUser account={account} fixed={account.id === me?.id ? why : undefined} onChanged={onClose} />
        </Dialog>
      )
    }
    case 'reset':
      return (
        <Reset
          account={opened.account}
          onReset={(password) => onOpen({ is: 'one-time', account: opened.account, password })}
          onClose={onClose}
        />
      )
    case 'one-time':
      return (
        <ShownOnce
          title={text('users.one_time', { name: opened.account.name })}
          what={text('users.one_time_what', { id: opened.account.id })}
          secret={opened.password}
          onDone={onClose}
        />
      )
    default:
      return <Leave disable={opened.is === 'disable'} account={opened.account} onClose={onClose} />
  }
}

interface OfAccount {
  readonly account: Account
  onClose(): void
}

function Reset({ account, onReset, onClose }: OfAccount & { onReset(password: string): void }) {
  const text = useText()
  const reset = useResetPassword()
  return (
    <Confirm
      title={text('users.reset', { name: account.name })}
      what={text('users.reset_what')}
      yes={text('users.deed.reset')}
      pending={reset.isPending}
      error={reset.error}
      onYes={() => reset.mutate(account.id, { onSuccess: ({ oneTimePassword }) => onReset(oneTimePassword) })}
      onClose={onClose}
    />
  )
}

/** Takes somebody's leave to sign in, or gives it back. */
function Leave({ disable, account, onClose }: OfAccount & { readonly disable: boolean }) {
  const text = useText()
  const change = useChangeUser()
  const deed = disable ? 'disable' : 'enable'
  return (
    <Confirm
      title={text(`users.${deed}`, { name: account.name })}
      what={text(`users.${deed}_what`)}
      yes={text(`users.deed.${deed}`)}
      takes={disable}
      pending={change.isPending}
      error={change.error}
      onYes={() => change.mutate({ id: account.id, change: { disabled: disable } }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
