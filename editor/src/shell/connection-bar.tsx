import { Button } from '@mantine/core'
import { useEndedSession, useOnline } from '../api/connection.ts'
import { useText } from '../locale/text.ts'
import classes from './connection-bar.module.css'

/** Says above every page that the session has ended or that there is no network; nothing on the page is lost. */
export function ConnectionBar() {
  const text = useText()
  const online = useOnline()
  const { ended, ask } = useEndedSession()
  if (online && !ended) return null
  return (
    <div className={classes.bar} role="status">
      <span>{text(online ? 'session.ended' : 'failure.offline')}</span>
      <span>{text(online ? 'session.kept' : 'failure.offline_mend')}</span>
      {online && (
        <Button size="compact-xs" onClick={() => ask(true)}>
          {text('session.again')}
        </Button>
      )}
    </div>
  )
}
