import { Button } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import type { Token } from '../api/tokens.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './administration.module.css'
import { stateOf } from './scopes.ts'

interface TokenTableProps {
  readonly tokens: readonly Token[]
  onRevoke(token: Token): void
}

/** The tokens that there are and were, one a row. */
export function TokenTable({ tokens, onRevoke }: TokenTableProps) {
  const text = useText()
  const { moment } = useFormats(useCurrency())
  const branchName = useBranchName()
  const now = new Date().toISOString()
  return (
    <div className={classes.wide}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('tokens.name')}</th>
            <th scope="col">{text('tokens.scopes')}</th>
            <th scope="col">{text('tokens.branch')}</th>
            <th scope="col">{text('tokens.issued')}</th>
            <th scope="col">{text('tokens.expires')}</th>
            <th scope="col">{text('tokens.state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => {
            const { id, name, scopes, branch, by, at, expiresAt, revokedAt } = token
            const state = stateOf(token, now)
            return (
              <tr key={id} data-over={state === 'active' ? undefined : true}>
                <td>
                  <strong>{name}</strong>
                </td>
                <td>
                  <ul className={classes.scopes}>
                    {scopes.map((scope) => (
                      <li key={scope}>{text(`scope.${scope}`)}</li>
                    ))}
                  </ul>
                </td>
                <td>{branch === null ? text('users.all_branches') : branchName(branch)}</td>
                <td className={classes.moment}>
                  {moment(at)}
                  <small>{by}</small>
                </td>
                <td className={classes.moment}>{moment(expiresAt)}</td>
                <td>
                  <span className={classes.state} data-tone={state === 'active' ? 'on' : 'off'}>
                    {text(`tokens.${state}`)}
                  </span>
                  {revokedAt !== null && <small className={classes.moment}>{moment(revokedAt)}</small>}
                </td>
                <td>
                  {state === 'active' && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={text('tokens.revoke_this', { name })}
                      onClick={() => onRevoke(token)}
                    >
                      {text('tokens.revoke')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
