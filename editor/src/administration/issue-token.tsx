import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { refusalOf } from '../api/refusal.ts'
import { type Scope, type Token, useIssueToken } from '../api/tokens.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './administration.module.css'
import { useBranchChoices } from './branches.ts'
import { dayFromNow, endOfDay } from './days.ts'
import { SCOPES, usable } from './scopes.ts'

/** Long enough to be worth the trouble, short enough to be looked at again. */
const USUAL_DAYS = 90
/** The server takes no token for longer than a year and a day. */
const MOST_DAYS = 365

interface IssueTokenProps {
  onIssued(issued: { readonly token: Token; readonly secret: string }): void
}

/** The form for a new token: what it is for, what it opens, where, and until when. */
export function IssueToken({ onIssued }: IssueTokenProps) {
  const text = useText()
  const { branches } = useBranchChoices()
  const [name, setName] = useState('')
  const [branch, setBranch] = useState<string | null>(null)
  const [chosen, choose] = useState<readonly Scope[]>([])
  const [until, setUntil] = useState(() => dayFromNow(USUAL_DAYS))
  const issue = useIssueToken()
  const code = issue.error && refusalOf(issue.error).code
  const scopes = SCOPES.filter((scope) => chosen.includes(scope) && usable(scope, branch))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    issue.mutate({ name, scopes, branch, expires: endOfDay(until) }, { onSuccess: onIssued })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={text('tokens.name')}
          description={text('tokens.name_what')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          required
        />
        <Select
          label={text('tokens.branch')}
          description={text('tokens.branch_what')}
          placeholder={text('users.all_branches')}
          data={branches}
          value={branch}
          onChange={setBranch}
          nothingFoundMessage={text('users.nothing_found')}
          searchable
          clearable
        />
        <Checkbox.Group
          label={text('tokens.scopes')}
          description={text('tokens.scopes_what')}
          value={[...scopes]}
          onChange={(values) => choose(SCOPES.filter((scope) => values.includes(scope)))}
          required
        >
          <div className={classes.choices}>
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                size="sm"
                value={scope}
                label={text(`scope.${scope}`)}
                description={text(usable(scope, branch) ? `scope_opens.${scope}` : 'tokens.not_for_branch')}
                disabled={!usable(scope, branch)}
              />
            ))}
          </div>
        </Checkbox.Group>
        <TextInput
          type="date"
          label={text('tokens.last_day')}
          description={text('tokens.last_day_what')}
          value={until}
          min={dayFromNow(0)}
          max={dayFromNow(MOST_DAYS)}
          error={code === 'token_expiry' && text('tokens.last_day_what')}
          onChange={(event) => setUntil(event.currentTarget.value)}
          required
        />
        {issue.error && code !== 'token_expiry' && <Refused error={issue.error} />}
        <Button type="submit" loading={issue.isPending} disabled={scopes.length === 0}>
          {text('tokens.issue')}
        </Button>
      </Stack>
    </form>
  )
}
