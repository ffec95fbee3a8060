import { Button, Loader, Stack, Text } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import { useEndSessions, useOwnSessions } from '../api/sessions.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './account.module.css'

/** Where one is signed in, and an end to what one left open elsewhere. */
export function OwnSessions() {
  const text = useText()
  const { moment } = useFormats(useCurrency())
  const { data: sessions, error, refetch } = useOwnSessions()
  const end = useEndSessions()
  if (!sessions)
    return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Loader size="sm" mx="auto" />
  const others = sessions.filter(({ current }) => !current).map(({ id }) => id)
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {text('sessions.what')}
      </Text>
      <ul className={classes.sessions}>
        {sessions.map(({ id, via, startedAt, seenAt, expiresAt, current }) => (
          <li key={id}>
            <div>
              <strong>{text('sessions.since', { at: moment(startedAt) })}</strong>
              <span>
                {text(`sessions.${via}`)} ·{' '}
                {current
                  ? text('sessions.until', { at: moment(expiresAt) })
                  : text('sessions.seen', { at: moment(seenAt) })}
              </span>
            </div>
            {current ? (
              <span className={classes.this}>{text('sessions.this')}</span>
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={text('sessions.end_of', { at: moment(startedAt) })}
                disabled={end.isPending}
                onClick={() => end.mutate([id])}
              >
                {text('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error && <Refused error={end.error} />}
      {others.length > 0 ? (
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate(others)}>
          {text('sessions.end_others', { count: others.length })}
        </Button>
      ) : (
        <Text size="sm">{text('sessions.no_others')}</Text>
      )}
    </Stack>
  )
}
