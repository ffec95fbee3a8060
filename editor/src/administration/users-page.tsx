import { Button, Center, Loader } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../api/session.ts'
import { useAccounts } from '../api/users.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './administration.module.css'
import { deedsFor } from './deeds.ts'
import { type OpenedDialog, UserDialog } from './user-dialog.tsx'
import { search, type UserSearch } from './user-search.ts'
import { UserTable } from './user-table.tsx'
import { UserTools } from './user-tools.tsx'

/** Rows before one asks for more: a large bank has thousands of users. */
const ROWS = 100

const EVERYBODY: UserSearch = { words: '', role: null, state: null }

/** Everybody who may sign in: to find, add, change, disable and let in again. */
export function UsersPage() {
  const text = useText()
  const { data: me } = useSession()
  const { data: accounts, error, refetch } = useAccounts()
  const branchName = useBranchName()
  const [wanted, want] = useState(EVERYBODY)
  const [rows, setRows] = useState(ROWS)
  const [dialog, open] = useState<OpenedDialog | null>(null)
  const found = search(accounts ?? [], wanted, branchName)
  return (
    <div className={classes.page}>
      <h1>{text('users.title')}</h1>
      <p className={classes.what}>{text('users.what')}</p>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {!accounts && !error && (
        <Center mih={200}>
          <Loader size="sm" />
        </Center>
      )}
      {accounts && (
        <>
          <UserTools wanted={wanted} count={found.length} onWant={want} onAdd={() => open({ is: 'add' })} />
          {found.length === 0 ? (
            <Notice tone="plain" title={text('users.none')} text={text('users.none_mend')} />
          ) : (
            <UserTable
              accounts={found.slice(0, rows)}
              deedsFor={(account) => deedsFor(account, me?.id)}
              onDeed={(deed, account) => open({ is: deed, account })}
            >
              {found.length > rows && (
                <div className={classes.more}>
                  <Button size="xs" variant="default" onClick={() => setRows(rows + ROWS)}>
                    {text('users.more', { more: Math.min(ROWS, found.length - rows), of: found.length })}
                  </Button>
                </div>
              )}
            </UserTable>
          )}
        </>
      )}
      {dialog && (
        <UserDialog opened={dialog} accounts={accounts ?? []} onOpen={open} onClose={() => open(null)} />
      )}
    </div>
  )
}
