import { Loader, NativeSelect } from '@mantine/core'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useBank } from '../../api/bank.ts'
import { useBranches } from '../../api/branches.ts'
import { useExperiments } from '../../api/experiments.ts'
import { useActivations, useAllVersions } from '../../api/life.ts'
import { useAllOverlays } from '../../api/overlays.ts'
import { useRuns } from '../../api/runs.ts'
import { useSession } from '../../api/session.ts'
import { isVersionState, VERSION_STATES } from '../../approvals/version-states.ts'
import { useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import { usePlaybookName } from '../../shell/playbook-name.ts'
import { Refused } from '../../shell/refused.tsx'
import page from '../page.module.css'
import { BranchSelect } from './branch-select.tsx'
import { useDraftHistory } from './drafts.ts'
import { type Chosen, happeningsOf, latestFirst, narrowed } from './happenings.ts'
import { Line } from './line.tsx'

/** Everything that happened to the versions of a playbook. */
export function TimelinePage() {
  const { playbook = '' } = useParams()
  const text = useText()
  const nameOf = usePlaybookName()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const { happenings, versions, playbooks, error } = useHappenings(playbook)
  const asked = search.get('state')
  const chosen: Chosen = {
    branch: search.get('branch'),
    state: asked !== null && isVersionState(asked) ? asked : null,
  }
  const choose = (name: keyof Chosen, value: string | null) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        if (value) after.set(name, value)
        else after.delete(name)
        return after
      },
      { replace: true },
    )
  if (error) return <Refused error={error} />
  if (!happenings) return <Loader size="sm" m="xl" />
  const shown = narrowed(happenings, versions, chosen)
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{text('timeline.of', { playbook: nameOf(playbook) })}</h1>
        <p>{text('timeline.what')}</p>
      </header>
      <div className={page.filters}>
        {playbooks.length > 1 && (
          <NativeSelect
            size="xs"
            label={text('timeline.playbook')}
            data={playbooks.map((id) => ({ value: id, label: nameOf(id) }))}
            value={playbook}
            onChange={({ currentTarget }) =>
              void navigate(`/audit/playbooks/${currentTarget.value}/timeline`)
            }
          />
        )}
        <BranchSelect value={chosen.branch} onChange={(branch) => choose('branch', branch)} />
        <NativeSelect
          size="xs"
          label={text('timeline.state')}
          value={chosen.state ?? ''}
          onChange={({ currentTarget }) => choose('state', currentTarget.value)}
          data={[
            { value: '', label: text('timeline.all_states') },
            ...VERSION_STATES.map((state) => ({ value: state, label: text(`version.${state}`) })),
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <Notice tone="plain" title={text('timeline.none')} text={text('timeline.none_mend')} />
      ) : (
        <Line playbook={playbook} happenings={shown} />
      )}
    </div>
  )
}

function useHappenings(playbook: string) {
  const { data: user } = useSession()
  const { data: bank } = useBank()
  const branches = useBranches()
  const all = useAllVersions()
  const activations = useActivations()
  const experiments = useExperiments()
  const runs = useRuns()
  const overlays = useAllOverlays()
  const mayRead = user?.role === 'auditor' || user?.role === 'administrator'
  const drafts = useDraftHistory(playbook, mayRead)
  const versions = (all.data ?? []).filter((each) => each.playbook === playbook)
  const known =
    all.data &&
    activations.data &&
    experiments.data &&
    runs.data &&
    branches.data &&
    bank &&
    !overlays.isLoading
      ? {
          versions,
          activations: activations.data,
          experiments: experiments.data,
          runs: runs.data,
          overlays: overlays.data ?? [],
          branches: branches.data.map(({ id }) => id),
          today: bank.day,
        }
      : null
  return {
    happenings: known && [...happeningsOf(playbook, known), ...drafts].toSorted(latestFirst),
    versions,
    playbooks: [...new Set(all.data?.map((each) => each.playbook))],
    error:
      [all, activations, experiments, runs, overlays, branches].find(({ error }) => error)?.error ?? null,
  }
}
