import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Effect, WhichVersion } from '../api/life.ts'
import type { Version } from '../api/playbooks.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Approve } from './approve.tsx'
import { SendBack } from './send-back.tsx'
import classes from './version-page.module.css'

interface DecisionProps {
  readonly which: WhichVersion
  readonly version: Version
  readonly effect: Effect | undefined
  /** Works the effect out anew, and answers it. */
  onStale(): Promise<Effect | undefined>
}

/** The decision about a submitted version, for an approver who took no part in it. */
export function Decision({ which, version, effect, onStale }: DecisionProps) {
  const text = useText()
  const { data: user } = useSession()
  const [sendingBack, setSendingBack] = useState(false)
  if (!user) return null
  const { contributors } = version
  if (contributors.includes(user.id))
    return (
      <Notice
        tone="caution"
        title={text('approvals.own')}
        text={text('approvals.own_what', { names: contributors.join(text('life.comma')) })}
      />
    )
  if (user.role !== 'approver')
    return <Notice tone="plain" title={text('version.submitted')} text={text('approvals.others_decide')} />
  return (
    <section className={classes.panel}>
      <h2>{text('approvals.decision')}</h2>
      {sendingBack ? (
        <SendBack which={which} effect={effect} onCancel={() => setSendingBack(false)} />
      ) : (
        <>
          <Approve which={which} effect={effect} onStale={onStale} />
          <Button size="xs" variant="default" onClick={() => setSendingBack(true)}>
            {text('back.begin')}
          </Button>
        </>
      )}
    </section>
  )
}
