import { Loader, Select } from '@mantine/core'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { type Branch, useActions, useBranches } from '../api/branches.ts'
import { useSession } from '../api/session.ts'
import { OpenEnquiries } from '../enquiries/open-enquiries.tsx'
import { useLocalName, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './branch-page.module.css'
import { Capacity } from './capacity.tsx'
import { DaySummary } from './day-summary.tsx'
import { useBeginAtFirstRow } from './row-keys.ts'
import { Worklist } from './worklist.tsx'

/** Whom to contact today, about what and why. Branch staff see their own branch, advisers their own list first. */
export function BranchPage() {
  const text = useText()
  const { data: user } = useSession()
  const { data: branches, error, refetch } = useBranches()
  const { branch: asked } = useParams()
  const [query] = useSearchParams()
  const branch = branches?.find(({ id }) => id === (asked ?? user?.branch)) ?? branches?.[0]
  const adviser = query.get('adviser') ?? (asked === undefined ? (user?.adviser ?? null) : null)
  const actions = useActions(branch?.id ?? null, adviser)
  const refusal = error ?? actions.error
  useBeginAtFirstRow(branch !== undefined && actions.data !== undefined)
  const retry = () => void Promise.all([refetch(), branch && actions.refetch()])

  if (refusal && !actions.data) {
    return (
      <div className={classes.page}>
        <Refused error={refusal} onRetry={retry} />
      </div>
    )
  }
  if (branches && !branch) {
    return (
      <div className={classes.page}>
        <Notice tone="plain" title={text('branch.none')} text={text('branch.none_mend')} />
      </div>
    )
  }
  if (!branch || !actions.data) return <Loader size="sm" m="xl" />
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{text('branch.title')}</h1>
        {user && user.role !== 'adviser' && (
          <Link className={classes.earlier} to={`/audit/as-of?branch=${encodeURIComponent(branch.id)}`}>
            {text('asof.open')}
          </Link>
        )}
        <Selectors branches={branches ?? []} branch={branch} adviser={adviser} />
      </header>
      <div className={classes.columns}>
        <div className={classes.list}>
          {refusal && <Refused error={refusal} onRetry={retry} />}
          <Capacity worklist={actions.data} adviser={adviser} />
          <OpenEnquiries branch={branch.id} adviser={adviser} />
          <Worklist worklist={actions.data} />
        </div>
        <DaySummary worklist={actions.data} branch={branch} adviser={adviser} />
      </div>
    </div>
  )
}

interface SelectorsProps {
  readonly branches: readonly Branch[]
  readonly branch: Branch
  readonly adviser: string | null
}

const EVERYONE = ''

function Selectors({ branches, branch, adviser }: SelectorsProps) {
  const text = useText()
  const navigate = useNavigate()
  const nameOf = useLocalName()
  const go = (id: string, to: string) =>
    void navigate(
      `/branch/${encodeURIComponent(id)}${to === EVERYONE ? '' : `?adviser=${encodeURIComponent(to)}`}`,
    )
  return (
    <div className={classes.selectors}>
      {branches.length < 2 ? (
        <span className={classes.only}>{nameOf(branch)}</span>
      ) : (
        <Select
          size="sm"
          w={200}
          aria-label={text('branch.branch')}
          value={branch.id}
          onChange={(id) => id !== null && go(id, EVERYONE)}
          data={branches.map((each) => ({ value: each.id, label: nameOf(each) }))}
          allowDeselect={false}
          searchable
        />
      )}
      <Select
        size="sm"
        w={190}
        aria-label={text('branch.adviser')}
        value={adviser ?? EVERYONE}
        onChange={(id) => id !== null && go(branch.id, id)}
        data={[
          { value: EVERYONE, label: text('branch.all_advisers') },
          ...branch.advisers.map((each) => ({ value: each.id, label: nameOf(each) })),
        ]}
        allowDeselect={false}
        searchable
      />
    </div>
  )
}
