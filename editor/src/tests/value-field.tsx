import type { ValueType } from '@branch-playbook/engine'
import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { UnitInput } from '../inspector/fields/unit-input.tsx'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'

/** A value as a playbook's tests write it. */
type Written = string | number | boolean | null

interface ValueFieldProps {
  readonly type: ValueType
  /** Whether "missing" is a value too. */
  readonly mayBeMissing: boolean
  readonly currency: string
  readonly value: Written
  onChange(value: Written): void
  readonly 'aria-label': string
  readonly disabled?: boolean
  readonly error?: ReactNode
}

const MISSING = '\u0000missing'

/** A field for a value of any type, with its unit. */
export function ValueField({ type, mayBeMissing, currency, value, onChange, ...input }: ValueFieldProps) {
  const text = useText()
  const { valueName } = useNames()
  const missing = mayBeMissing ? [{ value: MISSING, label: text('tests.missing') }] : []
  switch (type.kind) {
    case 'flag':
      return (
        <Select
          size="xs"
          {...input}
          allowDeselect={false}
          value={value === null ? (mayBeMissing ? MISSING : null) : String(value)}
          data={[
            { value: 'true', label: text('choice.yes') },
            { value: 'false', label: text('choice.no') },
            ...missing,
          ]}
          onChange={(next) => onChange(next === MISSING || next === null ? null : next === 'true')}
        />
      )
    case 'class':
      return (
        <Select
          size="xs"
          {...input}
          allowDeselect={false}
          searchable={type.values.length > 12}
          value={value === null ? (mayBeMissing ? MISSING : null) : String(value)}
          data={[...type.values.map((each) => ({ value: each, label: valueName(each) })), ...missing]}
          onChange={(next) => onChange(next === MISSING ? null : next)}
        />
      )
    case 'date':
      return (
        <TextInput
          size="xs"
          {...input}
          type="date"
          value={value === null ? '' : String(value)}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' && mayBeMissing ? null : currentTarget.value)
          }
        />
      )
    default:
      return (
        <UnitInput
          size="xs"
          {...input}
          unit={type.kind}
          currency={currency}
          optional={mayBeMissing}
          placeholder={mayBeMissing ? text('tests.missing') : ''}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      )
  }
}
