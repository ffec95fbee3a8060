import { Tooltip, UnstyledButton } from '@mantine/core'
import { useText } from '../locale/text.ts'
import { usePhone } from '../shell/phone.ts'
import classes from './outcome-keys.module.css'
import { OUTCOMES, type Outcome } from './outcomes.ts'

interface OutcomeKeysProps {
  readonly customer: string
  readonly pending: Outcome | null
  onSay(outcome: Outcome): void
}

/** The outcomes of a contact, one key or click each; on a telephone, where there are no keys, by their names. */
export function OutcomeKeys({ customer, pending, onSay }: OutcomeKeysProps) {
  const text = useText()
  const isPhone = usePhone()
  return (
    <div className={classes.keys}>
      {OUTCOMES.map(({ outcome, digit, icon: Icon }) => (
        <Tooltip
          key={outcome}
          label={`${text(`outcome.${outcome}`)} · ${digit}`}
          openDelay={300}
          disabled={isPhone}
        >
          <UnstyledButton
            className={classes.key}
            aria-label={text('contact.say', { outcome: text(`outcome.${outcome}`), name: customer })}
            aria-keyshortcuts={digit}
            data-key={digit}
            disabled={pending !== null}
            tabIndex={-1}
            onClick={() => onSay(outcome)}
          >
            <Icon size={15} aria-hidden />
            {isPhone && text(`outcome.${outcome}`)}
          </UnstyledButton>
        </Tooltip>
      ))}
    </div>
  )
}
