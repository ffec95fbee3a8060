import { Loader } from '@mantine/core'
import { type Effect, useChangesSince, type WhichVersion } from '../api/life.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { ChangedParts } from './effect/changed-parts.tsx'
import { ChangesCard } from './effect/changes-card.tsx'
import classes from './effect/effect.module.css'
import { useNamesIn } from './effect/node-names.ts'

/** Whether a version is compared with nothing but itself: it is in force everywhere. */
export const isInForce = ({ basis: { before, after } }: Effect): boolean =>
  before.every(({ hash }) => hash === after.hash)

/** A version that is in force has no effect any more: what it changed in the rules, against what it was made from. */
export function InForce({ which, base }: { readonly which: WhichVersion; readonly base: number | null }) {
  const text = useText()
  return (
    <div className={classes.effect}>
      <Notice tone="plain" title={text('effect.in_force')} text={text('effect.in_force_what')} />
      {base !== null && <Changed which={which} base={base} />}
    </div>
  )
}

function Changed({ which, base }: { readonly which: WhichVersion; readonly base: number }) {
  const text = useText()
  const { data: found, error, refetch } = useChangesSince(which, base)
  const nameOf = useNamesIn({ ...which, version: base }, which)
  return (
    <ChangesCard against={text('effect.against', { version: base })}>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {!found && !error && <Loader size="sm" />}
      {found && <ChangedParts found={found} nameOf={nameOf} />}
    </ChangesCard>
  )
}
