import { Button, Loader, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useWeek, type WeekDay } from '../api/branches.ts'
import { type Days, type ManagerFigures, useManagerFigures } from '../api/manager.ts'
import { useSession } from '../api/session.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useText } from '../locale/text.ts'
import { asCsv } from '../shell/csv.ts'
import { Refused } from '../shell/refused.tsx'
import { saveAsFile } from '../shell/save-as-file.ts'
import { Ahead } from './ahead.tsx'
import { csvOf } from './csv.ts'
import { Duties } from './duties.tsx'
import { Handovers } from './handovers.tsx'
import classes from './manager.module.css'
import { useWords } from './names.ts'
import { BranchOrders } from './orders.tsx'
import { Outcomes } from './outcomes.tsx'
import { Waiting } from './waiting.tsx'
import { Workload } from './workload.tsx'

/**
 * What a branch manager looks at: duties kept, workload, outcomes, and whose customers are handed over. Of his own
 * branch, or of the one in the address.
 */
export function ManagerPage() {
  const text = useText()
  const branchName = useBranchName()
  const { data: user } = useSession()
  const { branch: asked } = useParams()
  const id = asked ?? user?.branch ?? ''
  const [days, setDays] = useState<Days>('30')
  const { data: figures, error, refetch } = useManagerFigures(id, days)
  const week = useWeek(id, null)
  const currency = useCurrency()
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <Link to={`/branch/${encodeURIComponent(id)}`}>{text('manager.to_lists')}</Link>
          <h1>{text('manager.title', { branch: branchName(id) })}</h1>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={text('manager.period')}
          value={days}
          onChange={(value) => setDays(value === '90' ? '90' : '30')}
          data={[
            { value: '30', label: text('manager.days', { days: 30 }) },
            { value: '90', label: text('manager.days', { days: 90 }) },
          ]}
        />
        {figures && week.data && <Save branch={id} figures={figures} week={week.data} />}
      </header>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {!figures && !error && <Loader size="sm" m="xl" />}
      {figures && (
        <div className={classes.panels}>
          <Workload workload={figures.workload} />
          <Waiting branch={id} figures={figures} />
          {week.error && <Refused error={week.error} onRetry={() => void week.refetch()} />}
          {week.data && <Ahead week={week.data} figures={figures} currency={currency} />}
          <BranchOrders branch={id} figures={figures} />
          <Duties figures={figures} by="adviser" />
          <Duties figures={figures} by="tier" />
          <Outcomes figures={figures} by="byStrategy" />
          <Outcomes figures={figures} by="byAdviser" />
          <Handovers branch={id} workload={figures.workload} today={figures.until} />
        </div>
      )}
    </div>
  )
}

interface SaveProps {
  readonly branch: string
  readonly figures: ManagerFigures
  readonly week: readonly WeekDay[]
}

function Save({ branch, figures, week }: SaveProps) {
  const words = useWords(figures)
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() =>
        saveAsFile(`${branch}-${figures.from}-${figures.until}.csv`, asCsv(csvOf(figures, week, words)))
      }
    >
      {words.text('manager.save')}
    </Button>
  )
}
