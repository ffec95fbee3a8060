import { Button, Loader } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { useLog } from '../../api/audit.ts'
import { useSession } from '../../api/session.ts'
import { useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import { Refused } from '../../shell/refused.tsx'
import page from '../page.module.css'
import { Entries } from './entries.tsx'
import { filterOf } from './filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { TakeAway } from './take-away.tsx'
import { Verify } from './verify.tsx'

/** So many newer entries are shown above one that is pointed at. */
const AROUND = 4

/** The audit log: whether it is whole, what to take elsewhere, and every entry in words. */
export function LogPage() {
  const text = useText()
  const [search] = useSearchParams()
  const { data: user } = useSession()
  const pointed = Number(search.get('entry')) || null
  const log = useLog(filterOf(search), { before: pointed === null ? null : pointed + AROUND })
  const entries = log.data?.pages.flatMap((each) => each.entries)
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{text('audit.log')}</h1>
        <p>{text('log.what')}</p>
      </header>
      <Verify />
      <TakeAway mayExport={user?.role === 'auditor'} />
      <section className={page.panel} aria-labelledby="entries">
        <h2 id="entries">{text('log.entries')}</h2>
        <FilterBar />
        {log.error && <Refused error={log.error} onRetry={() => void log.refetch()} />}
        {!entries && !log.error && <Loader size="sm" m="xl" />}
        {entries?.length === 0 && (
          <Notice tone="plain" title={text('log.none')} text={text('log.none_mend')} />
        )}
        {entries && entries.length > 0 && <Entries entries={entries} pointed={pointed} />}
        {log.hasNextPage && (
          <Button
            size="xs"
            variant="default"
            mt="sm"
            loading={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {text('log.older')}
          </Button>
        )}
      </section>
    </div>
  )
}
