import { Loader } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { type BranchOverlays, type Overlay, useBranchOverlays } from '../api/overlays.ts'
import { useSession } from '../api/session.ts'
import { Signed } from '../approvals/signed.tsx'
import { useBranchName } from '../branch/branch-name.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { Decide } from './decide.tsx'
import { EffectPanel } from './effect-panel.tsx'
import { OverlayState } from './overlay-state.tsx'
import classes from './overlays.module.css'
import { ValueList } from './value-list.tsx'
import { Verdicts } from './verdicts.tsx'

/** A branch's numbers as head office judges them: beside what they would change there. */
export function OverlayPage() {
  const { branch = '', overlay: id = '' } = useParams()
  const { data, error, refetch } = useBranchOverlays(branch)
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!data) return <Loader size="sm" m="xl" />
  const overlay = data.overlays.find((each) => each.id === id)
  return (
    <div className={classes.page}>{overlay ? <Shown branch={data} overlay={overlay} /> : <Unknown />}</div>
  )
}

function Unknown() {
  const text = useText()
  return (
    <>
      <Link to="/approvals/overlays">{text('overlay.all')}</Link>
      <Notice tone="plain" title={text('overlay.unknown')} text={text('overlay.unknown_what')} />
    </>
  )
}

function Shown({ branch, overlay }: { readonly branch: BranchOverlays; readonly overlay: Overlay }) {
  const text = useText()
  const branchName = useBranchName()
  const { data: user } = useSession()
  const { day } = useFormats(useCurrency())
  const { state, values, note, problems, contributors, validFrom, verdicts } = overlay
  const signed = verdicts.find(({ effect }) => effect !== null)?.effect
  const own = user !== undefined && user !== null && contributors.includes(user.id)
  return (
    <>
      <Link to="/approvals/overlays">{text('overlay.all')}</Link>
      <div className={classes.head}>
        <h1>{branchName(overlay.branch)}</h1>
        <OverlayState state={state} />
        {validFrom !== null && <span>{text('overlay.since', { day: day(validFrom) })}</span>}
      </div>
      <p className={classes.what}>
        <Verdicts overlay={overlay} /> <Signed effect={signed ?? null} />
      </p>
      {note !== '' && <p className={classes.what}>{note}</p>}
      {problems.length > 0 && (
        <Notice tone="caution" title={text('overlay.unfit')} text={text('overlay.obsolete_what')}>
          {problems.map(({ path, what }) => (
            <p key={path}>{what}</p>
          ))}
        </Notice>
      )}
      <ValueList parameters={branch.parameters} values={values} />
      <div className={classes.history}>
        {user?.role === 'approver' && own && state === 'submitted' && (
          <Notice tone="plain" title={text('approvals.own')} text={text('overlay.own_what')} />
        )}
        {user?.role === 'approver' && !own && <Decide overlay={overlay} />}
      </div>
      {problems.length === 0 && state !== 'in_force' && (
        <div className={`${classes.history} ${classes.judged}`}>
          <EffectPanel branch={overlay.branch} values={values} />
        </div>
      )}
    </>
  )
}
