import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCurrency } from '../api/bank.ts'
import type { Account } from '../api/users.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './administration.module.css'
import type { Deed } from './deeds.ts'

interface UserTableProps {
  readonly accounts: readonly Account[]
  readonly deedsFor: (account: Account) => readonly Deed[]
  onDeed(deed: Deed, account: Account): void
  /** Below the last row, such as for the rest of a long list. */
  readonly children?: ReactNode
}

/** Everybody who may sign in, or could, one a row. */
export function UserTable({ accounts, deedsFor, onDeed, children }: UserTableProps) {
  const text = useText()
  const { moment } = useFormats(useCurrency())
  const branchName = useBranchName()
  return (
    <div className={classes.wide}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('users.user')}</th>
            <th scope="col">{text('users.role')}</th>
            <th scope="col">{text('users.branch')}</th>
            <th scope="col">{text('users.adviser')}</th>
            <th scope="col">{text('users.signs_in_by')}</th>
            <th scope="col">{text('users.signed_in')}</th>
            <th scope="col">{text('users.state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id} data-over={account.disabled || undefined}>
              <td>
                <strong>{account.name}</strong>
                {account.id !== account.name && <small>{account.id}</small>}
              </td>
              <td>{text(`role.${account.role}`)}</td>
              <td>{account.branch === null ? text('users.all_branches') : branchName(account.branch)}</td>
              <td>{account.adviser}</td>
              <td>
                <WaysIn account={account} />
              </td>
              <td className={classes.moment}>
                {account.signedInAt === null ? text('users.never') : moment(account.signedInAt)}
              </td>
              <td>
                <span className={classes.state} data-tone={account.disabled ? 'off' : 'on'}>
                  {text(account.disabled ? 'users.disabled' : 'users.enabled')}
                </span>
              </td>
              <td>
                <Deeds account={account} deeds={deedsFor(account)} onDeed={(deed) => onDeed(deed, account)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </div>
  )
}

/** By which ways a user signs in. */
function WaysIn({ account: { demo, password, provider } }: { readonly account: Account }) {
  const text = useText()
  const ways = [
    ...(demo ? [text('users.by_demo')] : password === 'none' ? [] : [text(`users.by_${password}`)]),
    ...(provider ? [text('users.by_provider')] : []),
  ]
  return ways.length > 0 ? ways.map((way) => <div key={way}>{way}</div>) : text('users.by_none')
}

interface DeedsProps {
  readonly account: Account
  readonly deeds: readonly Deed[]
  onDeed(deed: Deed): void
}

function Deeds({ account: { name }, deeds, onDeed }: DeedsProps) {
  const text = useText()
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text('users.deeds', { name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {deeds.map((deed) => (
          <Menu.Item key={deed} onClick={() => onDeed(deed)}>
            {text(`users.deed.${deed}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
