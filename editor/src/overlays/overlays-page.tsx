import { Loader } from '@mantine/core'
import { useState } from 'react'
import { useBranchOverlays } from '../api/overlays.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { History } from './history.tsx'
import classes from './overlays.module.css'
import { SetNumbers } from './set-numbers.tsx'

/** The numbers that head office opens to a branch: its manager sets them, sees what that changes, and hands them in. */
export function OverlaysPage() {
  const text = useText()
  const { data: user } = useSession()
  const branch = user?.branch ?? ''
  const { data, error, refetch } = useBranchOverlays(branch)
  const [fresh, setFresh] = useState(() => crypto.randomUUID())
  if (error) return <Refused error={error} onRetry={() => void refetch()} />
  if (!data) return <Loader size="sm" m="xl" />
  const draft = data.overlays.find(({ state }) => state === 'draft')
  // Numbers keep their id while they are first saved, so that whoever sets them goes on in the same form.
  const id = draft?.id ?? fresh
  const waiting = data.overlays.find(({ state }) => state === 'submitted')
  return (
    <div className={classes.page}>
      <h1>{text('room.overlays')}</h1>
      <p className={classes.what}>{text('overlay.what')}</p>
      {data.parameters.length === 0 ? (
        <Notice tone="plain" title={text('overlay.none')} text={text('overlay.none_what')} />
      ) : (
        <SetNumbers
          key={id}
          id={id}
          branch={data}
          draft={draft ?? null}
          waiting={waiting !== undefined}
          onDone={() => setFresh(crypto.randomUUID())}
        />
      )}
      <History branch={data} editable={user?.role === 'manager'} />
    </div>
  )
}
