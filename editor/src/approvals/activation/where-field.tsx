import { MultiSelect, SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { useBranches } from '../../api/branches.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import classes from './activation.module.css'

interface WhereFieldProps {
  /** Null for all branches. */
  readonly value: readonly string[] | null
  onChange(value: readonly string[] | null): void
}

/** Everywhere, or in chosen branches. */
export function WhereField({ value, onChange }: WhereFieldProps) {
  const text = useText()
  const label = useId()
  const nameOf = useLocalName()
  const { data: branches = [] } = useBranches()
  return (
    <div className={classes.where}>
      <span id={label}>{text('where.label')}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby={label}
        value={value === null ? 'all' : 'some'}
        onChange={(chosen) => onChange(chosen === 'all' ? null : [])}
        data={[
          { value: 'all', label: text('where.all') },
          { value: 'some', label: text('where.some') },
        ]}
      />
      {value !== null && (
        <MultiSelect
          size="xs"
          searchable
          aria-label={text('where.branches')}
          placeholder={value.length === 0 ? text('where.choose') : ''}
          value={[...value]}
          onChange={onChange}
          data={branches.map((branch) => ({ value: branch.id, label: nameOf(branch) }))}
        />
      )}
    </div>
  )
}
