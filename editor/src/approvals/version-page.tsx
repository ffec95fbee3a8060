import { Loader } from '@mantine/core'
import { useParams } from 'react-router'
import { useEffectOf } from '../api/life.ts'
import { useVersions, type Version } from '../api/playbooks.ts'
import { LearnedNumbers } from '../learning/learned-numbers.tsx'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { ActivationPanel } from './activation/activation-panel.tsx'
import { Decision } from './decision.tsx'
import { EffectView } from './effect/effect-view.tsx'
import { InForce, isInForce } from './in-force.tsx'
import { VersionHead } from './version-head.tsx'
import classes from './version-page.module.css'

/** One version: who changed what and why, what it would do to everybody, and the decision about it. */
export function VersionPage() {
  const { playbook = '', version: asked = '' } = useParams()
  const text = useText()
  const { data: versions, error, refetch } = useVersions(playbook)
  const version = versions?.find((each) => each.version === Number(asked))
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!versions) return <Loader size="sm" m="xl" />
  if (!version)
    return <Refused error={new Error(text('approvals.no_version', { playbook, version: asked }))} />
  return <OneVersion key={`${playbook} ${asked}`} playbook={playbook} version={version} />
}

interface OneVersionProps {
  readonly playbook: string
  readonly version: Version
}

function OneVersion({ playbook, version }: OneVersionProps) {
  const text = useText()
  const which = { playbook, version: version.version }
  const effect = useEffectOf(which)
  return (
    <div className={classes.page}>
      <VersionHead playbook={playbook} version={version} effect={effect.data} />
      <div className={classes.body}>
        <div>
          {effect.error ? (
            <Refused error={effect.error} onRetry={() => void effect.refetch()} />
          ) : effect.data ? (
            isInForce(effect.data) ? (
              <InForce which={which} base={version.base} />
            ) : (
              <EffectView effect={effect.data} />
            )
          ) : (
            <p className={classes.waiting} role="status">
              <Loader size="sm" /> {text('effect.waiting')}
            </p>
          )}
          <LearnedNumbers id={playbook} version={version.version} />
        </div>
        <aside id="decision" className={classes.side} aria-label={text('approvals.decision')}>
          {version.state === 'submitted' ? (
            <Decision
              which={which}
              version={version}
              effect={effect.data}
              onStale={() => effect.refetch().then(({ data }) => data)}
            />
          ) : (
            <ActivationPanel which={which} version={version} />
          )}
        </aside>
      </div>
    </div>
  )
}
