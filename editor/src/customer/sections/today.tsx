import { CHANNELS } from '@branch-playbook/engine'
import { useCurrency } from '../../api/bank.ts'
import type { Action } from '../../api/branches.ts'
import type { CustomerPage } from '../../api/customers.ts'
import { useWorksInBranch } from '../../api/session.ts'
import { ActionMarks } from '../../branch/action-marks.tsx'
import { Channel } from '../../branch/channel.tsx'
import { Contacting, useContacting } from '../../branch/contacting.tsx'
import { ListCommands } from '../../branch/list-commands.tsx'
import { Reasons } from '../../branch/reasons.tsx'
import { useBeginAtFirstRow } from '../../branch/row-keys.ts'
import { StrategyMark } from '../../branch/strategy-mark.tsx'
import { TalkingPoints } from '../../branch/talking-points.tsx'
import { firstReasons } from '../../branch/telling-reasons.ts'
import { useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { reasonsApart } from '../reasons-apart.ts'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'
import classes from './today.module.css'

/** What is due with the customer today, what to say and why, and what came of talking to him. */
export function Today({ page }: SectionProps) {
  const text = useText()
  const worksHere = useWorksInBranch()
  const { customer, decision, action, days } = page
  const contacting = useContacting({
    customer,
    key: action?.key ?? null,
    channel: action?.channel ?? CHANNELS.find((each) => each === decision.channel) ?? CHANNELS[0],
  })
  useBeginAtFirstRow(worksHere)
  const said = action ? <Due action={action} /> : <NotDue page={page} />
  const why = <Why page={page} />
  return (
    <Panel title={text('customer.decision')} aside={<DecidedBy by={decision.by} />}>
      {worksHere ? (
        // biome-ignore lint/a11y/useSemanticElements: a group of fields is something else
        <div
          ref={contacting.row}
          className={classes.today}
          data-testid="action"
          data-customer={customer.id}
          role="group"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys work while the focus is here, as on a row of the list
          tabIndex={0}
          aria-label={text('customer.contact', { name: customer.name })}
        >
          <ListCommands rows={false} today={days[0]} />
          {said}
          <div className={classes.doing}>
            <Contacting contacting={contacting} days={days} />
          </div>
          {why}
        </div>
      ) : (
        <div className={classes.today}>
          {said}
          {why}
        </div>
      )}
    </Panel>
  )
}

/** What there is to say, and the reasons that tell something, as on the list. */
function Due({ action }: { readonly action: Action }) {
  const text = useText()
  return (
    <>
      <p className={classes.head}>
        <strong>{text(`decision.${action.action}`)}</strong>
        <ActionMarks action={action} />
        {action.listing !== 'listed' && (
          <span className={classes.listing}>{text(`list.listing.${action.listing}`)}</span>
        )}
        <span className={classes.how}>
          <Channel channel={action.channel} />
          {text('unit.minutes', { minutes: action.minutes })}
        </span>
      </p>
      {action.callBack && action.callBack.note !== '' && (
        <p className={classes.promised}>{action.callBack.note}</p>
      )}
      <div className={classes.columns}>
        <TalkingPoints talkingPoints={action.talkingPoints} />
        <section>
          <h3>{text('list.column.why')}</h3>
          <Reasons reasons={firstReasons(action.reasons)} />
        </section>
      </div>
    </>
  )
}

/** That nothing is due, and which call he was promised for another day. */
function NotDue({ page: { decision, callBack } }: { readonly page: CustomerPage }) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  return (
    <>
      <p className={classes.head}>
        <strong>{text(`decision.${decision.action}`)}</strong>
        <StrategyMark strategy={decision.strategy} />
      </p>
      {callBack && (
        <p className={classes.promised}>
          {text('customer.call_back', { day: day(callBack.on), time: callBack.time ?? 'none' })}
          {callBack.note !== '' && ` · ${callBack.note}`}
        </p>
      )}
    </>
  )
}

/** Why everything came out as it did: at once where nothing is due, and to unfold where there is something to say. */
function Why({ page: { decision, action } }: { readonly page: CustomerPage }) {
  const text = useText()
  const { today } = reasonsApart(decision.reasons)
  const all = (
    <div className={classes.reasons}>
      <Reasons reasons={today} />
    </div>
  )
  if (!action) return all
  return (
    <details className={classes.all}>
      <summary>{text('customer.all_reasons', { count: today.length })}</summary>
      {all}
    </details>
  )
}

/** The version, and his side where an experiment runs. */
function DecidedBy({ by }: { readonly by: CustomerPage['decision']['by'] }) {
  const text = useText()
  const bilingual = useBilingual()
  const version = text('customer.decided_by', { name: bilingual(by.name), version: by.playbook.version })
  return (
    <span className={classes.aside}>
      {by.experiment && by.side
        ? text('customer.decided_in', {
            version,
            experiment: by.experiment.name,
            side: text(`side.${by.side}`),
          })
        : version}
    </span>
  )
}
