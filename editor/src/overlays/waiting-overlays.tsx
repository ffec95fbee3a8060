import { Loader } from '@mantine/core'
import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { type Overlay, useAllOverlays, useSeesOverlays } from '../api/overlays.ts'
import { useSession } from '../api/session.ts'
import cards from '../approvals/page.module.css'
import { isSubmitted } from '../approvals/version-states.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Failure } from '../shell/failure.tsx'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { OverlayState } from './overlay-state.tsx'

const LIVING: readonly Overlay['state'][] = ['in_force', 'scheduled', 'obsolete']

/** What branches handed in and what holds there, for head office. */
export function WaitingOverlays() {
  const text = useText()
  const { data: overlays, error } = useAllOverlays()
  if (!useSeesOverlays()) return <Failure closed />
  if (error) return <Refused error={error} />
  if (!overlays) return <Loader size="sm" m="xl" />
  const waiting = overlays.filter(isSubmitted)
  const living = overlays.filter(({ state }) => LIVING.includes(state))
  const over = overlays.filter((each) => !waiting.includes(each) && !living.includes(each))
  return (
    <div className={cards.page}>
      <h1>{text('overlay.tab')}</h1>
      <p className={cards.what}>{text('overlay.tab_what')}</p>
      {waiting.length === 0 ? (
        <Notice tone="plain" title={text('approvals.none')} text={text('overlay.none_waiting')} />
      ) : (
        <Cards overlays={waiting} />
      )}
      {living.length > 0 && (
        <section>
          <h2>{text('overlay.living')}</h2>
          <Cards overlays={living} />
        </section>
      )}
      {over.length > 0 && (
        <section>
          <h2>{text('overlay.over')}</h2>
          <Cards overlays={over} />
        </section>
      )}
    </div>
  )
}

function Cards({ overlays }: { readonly overlays: readonly Overlay[] }) {
  const text = useText()
  const branchName = useBranchName()
  const { moment, day } = useFormats(useCurrency())
  const { data: user } = useSession()
  return (
    <ul className={cards.cards}>
      {overlays.map(
        ({ id, branch, state, note, author, at, submittedAt, validFrom, wantedFrom, contributors }) => {
          const from = validFrom ?? wantedFrom
          return (
            <li key={id}>
              <Link to={`/approvals/overlays/${encodeURIComponent(branch)}/${id}`}>
                <strong>{branchName(branch)}</strong>
                <OverlayState state={state} />
                {from !== null && <span>{text('overlay.since', { day: day(from) })}</span>}
                <span className={cards.note}>{note}</span>
                <small>{text('overlay.by', { author, at: moment(submittedAt ?? at) })}</small>
                {state === 'submitted' && user?.role === 'approver' && (
                  <em>{text(contributors.includes(user.id) ? 'approvals.own_short' : 'approvals.open')}</em>
                )}
              </Link>
            </li>
          )
        },
      )}
    </ul>
  )
}
