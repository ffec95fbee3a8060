import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import { useTooLong } from '../../shell/too-long.ts'
import classes from './comments.module.css'

interface SayProps {
  /** What the field is called, and its button. */
  readonly label: string
  readonly pending: boolean
  readonly error: unknown
  readonly autoFocus?: boolean
  /** Says it; what was written stays until that has worked. */
  onSay(words: string, said: () => void): void
}

/** Where a comment is written. */
export function Say({ label, pending, error, autoFocus = false, onSay }: SayProps) {
  const text = useText()
  const [words, setWords] = useState('')
  const { length } = words.trim()
  const tooLong = useTooLong(words)
  const say = () => {
    if (length > 0 && tooLong === null && !pending) onSay(words.trim(), () => setWords(''))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    say()
  }
  return (
    <div className={classes.say}>
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        aria-label={label}
        placeholder={label}
        data-autofocus={autoFocus || undefined}
        error={tooLong}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={press}
      />
      {error !== null && <Refused error={error} onRetry={say} />}
      {length > 0 && (
        <div className={classes.act}>
          <Button size="compact-xs" onClick={say} loading={pending} disabled={tooLong !== null}>
            {label}
          </Button>
          <small>{text('comments.no_names')}</small>
        </div>
      )}
    </div>
  )
}
