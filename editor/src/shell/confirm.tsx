import { Button, Modal, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useText } from '../locale/text.ts'
import classes from './confirm.module.css'
import { Refused } from './refused.tsx'
import { useTooLong } from './too-long.ts'

interface ConfirmProps {
  readonly opened: boolean
  readonly title: string
  /** What happens when it is done. */
  readonly what: ReactNode
  /** What the button says that does it. */
  readonly action: string
  /** What the reason is called that has to be given; left out when none is asked for. */
  readonly reason?: string
  readonly pending: boolean
  readonly error: unknown
  onConfirm(reason: string): void
  onClose(): void
}

/** Asks before something is done that others notice: says what happens, and takes the reason for the log. */
export function Confirm({ opened, title, what, action, reason, pending, error, ...on }: ConfirmProps) {
  const text = useText()
  const [given, setGiven] = useState('')
  const { length } = given.trim()
  const tooLong = useTooLong(given)
  return (
    <Modal
      opened={opened}
      onClose={on.onClose}
      title={title}
      centered
      size={480}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <div className={classes.confirm}>
        <div>{what}</div>
        {reason !== undefined && (
          <Textarea
            size="xs"
            autosize
            minRows={2}
            data-autofocus
            label={reason}
            value={given}
            error={tooLong}
            onChange={({ currentTarget }) => setGiven(currentTarget.value)}
          />
        )}
        {error !== null && error !== undefined && <Refused error={error} />}
        <div className={classes.buttons}>
          <Button size="xs" variant="default" onClick={on.onClose}>
            {text('cancel')}
          </Button>
          <Button
            size="xs"
            loading={pending}
            disabled={(reason !== undefined && length === 0) || tooLong !== null}
            onClick={() => on.onConfirm(given.trim())}
          >
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
