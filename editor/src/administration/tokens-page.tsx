import { Button, Center, Loader } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { type Token, useRevokeToken, useTokens } from '../api/tokens.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './administration.module.css'
import { Confirm } from './confirm.tsx'
import { IssueToken } from './issue-token.tsx'
import { trialOf } from './scopes.ts'
import { Copied, ShownOnce } from './shown-once.tsx'
import { TokenTable } from './token-table.tsx'

type Opened =
  | { readonly is: 'issue' }
  | { readonly is: 'secret'; readonly token: Token; readonly secret: string }
  | { readonly is: 'revoke'; readonly token: Token }

/** The tokens with which programs of the bank use the API: to issue and to revoke. */
export function TokensPage() {
  const text = useText()
  const { data: tokens, error, refetch } = useTokens()
  const [opened, open] = useState<Opened | null>(null)
  const close = () => open(null)
  return (
    <div className={classes.page}>
      <h1>{text('tokens.title')}</h1>
      <p className={classes.what}>{text('tokens.what')}</p>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {!tokens && !error && (
        <Center mih={200}>
          <Loader size="sm" />
        </Center>
      )}
      {tokens && (
        <>
          <div className={classes.tools}>
            <span className={classes.count}>{text('tokens.count', { count: tokens.length })}</span>
            <Button
              size="xs"
              leftSection={<IconKey size={15} aria-hidden />}
              onClick={() => open({ is: 'issue' })}
            >
              {text('tokens.issue')}
            </Button>
          </div>
          {tokens.length === 0 ? (
            <Notice tone="plain" title={text('tokens.none')} text={text('tokens.none_mend')} />
          ) : (
            <TokenTable tokens={tokens} onRevoke={(token) => open({ is: 'revoke', token })} />
          )}
        </>
      )}
      {opened?.is === 'issue' && (
        <Dialog title={text('tokens.issue')} onClose={close} size={640}>
          <IssueToken onIssued={(issued) => open({ is: 'secret', ...issued })} />
        </Dialog>
      )}
      {opened?.is === 'secret' && (
        <ShownOnce
          title={text('tokens.secret', { name: opened.token.name })}
          what={text('tokens.secret_what')}
          secret={opened.secret}
          onDone={close}
        >
          <div>
            <p className={classes.what}>{text('tokens.try')}</p>
            <Copied value={trialOf(opened.token, opened.secret)} />
          </div>
        </ShownOnce>
      )}
      {opened?.is === 'revoke' && <Revoke token={opened.token} onClose={close} />}
    </div>
  )
}

function Revoke({ token, onClose }: { readonly token: Token; onClose(): void }) {
  const text = useText()
  const revoke = useRevokeToken()
  return (
    <Confirm
      title={text('tokens.revoke_this', { name: token.name })}
      what={text('tokens.revoke_what')}
      yes={text('tokens.revoke')}
      takes
      pending={revoke.isPending}
      error={revoke.error}
      onYes={() => revoke.mutate(token.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
