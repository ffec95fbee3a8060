import { Button, TextInput } from '@mantine/core'
import { useText } from '../locale/text.ts'
import { CustomerPicker } from '../shell/customer-picker.tsx'
import classes from './enquiries.module.css'
import type { Asker } from './record-enquiry.tsx'

interface AskerFieldsProps {
  /** Whether it is known who asks, and stays so. */
  readonly fixed: boolean
  readonly asker: Asker | null
  onChange(asker: Asker | null): void
}

/** Who asks: a customer whom one finds, or the name and number of somebody who is none. */
export function AskerFields({ fixed, asker, onChange }: AskerFieldsProps) {
  const text = useText()
  if (asker?.is === 'customer')
    return (
      <p className={classes.asker}>
        <strong>{asker.name}</strong>
        <span className={classes.id}>{asker.id}</span>
        {!fixed && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(null)}>
            {text('enquiry.another')}
          </Button>
        )}
      </p>
    )
  if (asker?.is === 'stranger')
    return (
      <div className={classes.stranger}>
        <TextInput
          size="xs"
          label={text('enquiry.person')}
          maxLength={100}
          required
          autoFocus
          value={asker.name}
          onChange={(event) => onChange({ ...asker, name: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="tel"
          label={text('enquiry.phone')}
          maxLength={40}
          value={asker.phone}
          onChange={(event) => onChange({ ...asker, phone: event.currentTarget.value })}
        />
        <Button size="compact-xs" variant="subtle" onClick={() => onChange(null)}>
          {text('enquiry.is_customer')}
        </Button>
      </div>
    )
  return (
    <div className={classes.stranger}>
      <CustomerPicker
        w={240}
        first
        says={text('shell.find_customer')}
        onPick={({ id, name }) => onChange({ is: 'customer', id, name })}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => onChange({ is: 'stranger', name: '', phone: '' })}
      >
        {text('enquiry.no_customer')}
      </Button>
    </div>
  )
}
