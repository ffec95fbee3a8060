import type { Playbook } from '@branch-playbook/engine'
import { Claims } from '../claims/claims.tsx'
import { useDocument } from '../document/store.ts'
import { Guide } from '../first-playbook/guide.tsx'
import { PlaybookForm } from '../inspector/playbook-form.tsx'
import { useBilingual, useText } from '../locale/text.ts'
import type { FailedExpectation } from '../scrutiny/failed-tests.ts'
import { useStanding, useStandingWords } from '../scrutiny/use-standing.ts'
import { Notice } from '../shell/notice.tsx'
import classes from './overview.module.css'
import { ProblemList } from './problem-list.tsx'
import { SentBack } from './sent-back.tsx'

interface OverviewProps {
  readonly playbook: Playbook
  readonly failed: readonly FailedExpectation[]
  readonly editable: boolean
}

/** What the inspector shows while no node is chosen: what the playbook is, and whether it is sound. */
export function Overview({ playbook, failed, editable }: OverviewProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { problems } = useDocument((state) => state.reading)
  const standing = useStandingWords()(useStanding())
  return (
    <section className={classes.overview}>
      <h2>{bilingual(playbook.name)}</h2>
      {playbook.description && <p>{bilingual(playbook.description)}</p>}
      {editable && <PlaybookForm editable={editable} />}
      <SentBack />
      {editable && <Guide playbook={playbook} />}
      <dl>
        <dt>{text('overview.nodes')}</dt>
        <dd>{playbook.nodes.length}</dd>
        <dt>{text('overview.facts')}</dt>
        <dd>{playbook.facts.length}</dd>
        <dt>{text('overview.tests')}</dt>
        <dd>{playbook.tests.length}</dd>
        <dt>{text('overview.currency')}</dt>
        <dd>{playbook.currency}</dd>
      </dl>
      {problems.length + failed.length > 0 ? (
        <>
          {standing !== '' && <h3>{standing}</h3>}
          <ProblemList failed={failed} editable={editable} />
        </>
      ) : (
        <>
          {playbook.nodes.length > 0 && (
            <Notice
              tone="plain"
              title={text(editable ? 'overview.choose' : 'overview.look')}
              text={text(editable ? 'overview.choose_what' : 'overview.look_what')}
            />
          )}
          <Claims editable={editable} />
        </>
      )}
    </section>
  )
}
