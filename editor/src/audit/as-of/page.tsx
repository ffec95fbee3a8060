import { Button, Loader, NativeSelect, Switch } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAsOf, useBranchesThen, useDays } from '../../api/as-of.ts'
import { useBank } from '../../api/bank.ts'
import { useBranches } from '../../api/branches.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import { Refused } from '../../shell/refused.tsx'
import page from '../page.module.css'
import { useAuditWords } from '../words.ts'
import classes from './as-of.module.css'
import { Lists } from './lists.tsx'

/** What a branch was shown on a day, beside what today's rules would have shown it. */
export function AsOfPage() {
  const text = useText()
  const nameOf = useLocalName()
  const { day: inWords } = useAuditWords()
  const { data: bank } = useBank()
  const { data: open } = useBranches()
  const [search, setSearch] = useSearchParams()
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const { data: days, error: noDays } = useDays(open?.[0]?.id)
  // Today's list is the same under both rules.
  const day = search.get('day') ?? days?.find((each) => each !== bank?.day) ?? days?.[0]
  const { data: branches, error: noBranches, isPlaceholderData: isOfOtherDay } = useBranchesThen(day)
  const branch = branches?.find(({ id }) => id === search.get('branch')) ?? branches?.[0]
  const { data: found, error, isFetching, refetch } = useAsOf(isOfOtherDay ? undefined : branch?.id, day)
  const choose = (asked: { branch?: string | undefined; day: string }) =>
    setSearch(
      { ...(asked.branch !== undefined && { branch: asked.branch }), day: asked.day },
      { replace: true },
    )
  if (noDays) return <Refused error={noDays} />
  if (days?.length === 0)
    return <Notice tone="plain" title={text('asof.no_days')} text={text('asof.no_days_mend')} />
  if (noBranches) return <Refused error={noBranches} />
  if (!branches || !days || !day) return <Loader size="sm" m="xl" />
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>
          {branch
            ? text('asof.title', { branch: nameOf(branch), day: inWords(day) })
            : text('asof.no_branch', { day: inWords(day) })}
        </h1>
        <p className={classes.what}>{text(branch ? 'asof.what' : 'asof.no_branch_mend')}</p>
      </header>
      <div className={`${page.filters} ${classes.bar}`}>
        {branch && branches.length > 1 && (
          <NativeSelect
            size="xs"
            label={text('timeline.branch')}
            value={branch.id}
            data={branches.map((each) => ({
              value: each.id,
              label: each.open ? nameOf(each) : text('asof.closed', { branch: nameOf(each) }),
            }))}
            onChange={({ currentTarget }) => choose({ branch: currentTarget.value, day })}
          />
        )}
        <NativeSelect
          size="xs"
          label={text('runs.day')}
          value={day}
          data={[...new Set([...days, day])].map((each) => ({ value: each, label: inWords(each) }))}
          onChange={({ currentTarget }) => choose({ branch: branch?.id, day: currentTarget.value })}
        />
        {branch && (
          <>
            <Switch
              size="xs"
              pb={7}
              label={text('asof.only_different')}
              checked={onlyDifferent}
              onChange={({ currentTarget }) => setOnlyDifferent(currentTarget.checked)}
            />
            <Button
              size="xs"
              ml="auto"
              variant="default"
              leftSection={<IconPrinter size={15} aria-hidden />}
              disabled={!found}
              onClick={() => window.print()}
            >
              {text('audit.print')}
            </Button>
          </>
        )}
      </div>
      {error && !isFetching && <Refused error={error} onRetry={() => void refetch()} />}
      {isFetching && !found && (
        <p className={page.row}>
          <Loader size="xs" /> {text('asof.deciding')}
        </p>
      )}
      {found && <Lists found={found} onlyDifferent={onlyDifferent} />}
    </div>
  )
}
