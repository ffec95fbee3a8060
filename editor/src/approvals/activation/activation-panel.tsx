import type { WhichVersion } from '../../api/life.ts'
import type { Version } from '../../api/playbooks.ts'
import { useSession } from '../../api/session.ts'
import { useText } from '../../locale/text.ts'
import { Notice } from '../../shell/notice.tsx'
import { useLifeWords } from '../life-words.ts'
import classes from '../version-page.module.css'
import { isApproved } from '../version-states.ts'
import { ActivationForm } from './activation-form.tsx'
import { Over } from './over.tsx'
import { WithdrawActivation } from './withdraw-activation.tsx'

interface ActivationPanelProps {
  readonly which: WhichVersion
  readonly version: Version
}

/** What became of a version that has been judged: where it is, was or will be in force, and putting it there. */
export function ActivationPanel({ which, version }: ActivationPanelProps) {
  const text = useText()
  const words = useLifeWords()
  const { data: user } = useSession()
  const { state, activations, contributors } = version
  if (!isApproved(version)) return <Over which={which} version={version} />
  const approver = user?.role === 'approver'
  const own = user !== null && user !== undefined && contributors.includes(user.id)
  return (
    <>
      {activations.length > 0 && (
        <section className={classes.panel}>
          <h2>{text('activations.title')}</h2>
          <ul className={classes.activations}>
            {activations.toReversed().map((activation) => (
              <li key={activation.number}>
                {words.activation(activation)} {activation.reason && <q>{activation.reason}</q>}{' '}
                {approver && activation.state === 'scheduled' && (
                  <WithdrawActivation activation={activation} />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {approver && !own && <ActivationForm which={which} state={state} />}
      {own && (
        <Notice
          tone="caution"
          title={text('approvals.own')}
          text={text('approvals.own_what', { names: contributors.join(text('life.comma')) })}
        />
      )}
      {!approver && activations.length === 0 && (
        <Notice tone="plain" title={text('version.approved')} text={text('activations.none')} />
      )}
    </>
  )
}
