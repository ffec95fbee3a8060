import { Button } from '@mantine/core'
import { useEndedSession } from '../api/connection.ts'
import { type Refusal, refusalOf } from '../api/refusal.ts'
import { isTextKey, useText } from '../locale/text.ts'
import { Notice } from './notice.tsx'
import classes from './refused.module.css'

interface RefusedProps {
  readonly error: unknown
  /** Asks for the same once more. */
  readonly onRetry?: () => void
}

/** Says why something was not done, where it was asked for, with the way on: to sign in, or to try again. */
export function Refused({ error, onRetry }: RefusedProps) {
  const text = useText()
  const { code, title, detail, problems } = useRefusal()(error)
  const ask = useEndedSession((state) => state.ask)
  return (
    <Notice tone="problem" title={title} text={detail}>
      {problems.length > 0 && (
        <ul className={classes.problems}>
          {problems.map(({ path, what, mend }) => (
            <li key={`${path} ${what}`}>
              <Place path={path} /> {what} {mend}
            </li>
          ))}
        </ul>
      )}
      {code === 'not_signed_in' && (
        <Button size="xs" onClick={() => ask(true)}>
          {text('session.again')}
        </Button>
      )}
      {code === 'no_answer' && onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {text('failure.retry')}
        </Button>
      )}
    </Notice>
  )
}

/** A field of a form by its label, any other place as it is. */
function Place({ path }: { readonly path: string }) {
  const text = useText()
  const key = `place.${path.slice(1)}`
  return isTextKey(key) ? <strong>{text(key)}</strong> : <code>{path}</code>
}

/** What a failed request says to people; what the server says to programs is put in the page's words. */
function useRefusal(): (error: unknown) => Refusal {
  const text = useText()
  return (error) => {
    const refusal = refusalOf(error)
    if (refusal.code === 'not_signed_in')
      return { ...refusal, title: text('session.ended'), detail: text('session.ended_mend') }
    if (refusal.code === 'no_answer')
      return { ...refusal, title: text('failure.no_answer'), detail: text('failure.no_answer_mend') }
    return refusal
  }
}
