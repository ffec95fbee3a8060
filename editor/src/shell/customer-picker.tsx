import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useCustomerSearch } from '../api/customers.ts'

const PAUSE = 200

export interface PickedCustomer {
  readonly id: string
  readonly name: string
}

interface CustomerPickerProps extends Pick<AutocompleteProps, 'w' | 'comboboxProps' | 'disabled' | 'label'> {
  readonly says: string
  /** Whether a form begins with it. */
  readonly first?: boolean
  onPick(customer: PickedCustomer): void
}

/** Finds a customer by name or number. */
export function CustomerPicker({ says, first = false, onPick, ...input }: CustomerPickerProps) {
  const [typed, type] = useState('')
  const [search] = useDebouncedValue(typed, PAUSE)
  const { data: customers = [] } = useCustomerSearch(search)
  const pick = (label: string) => {
    const found = customers.find((each) => labelOf(each) === label)
    if (!found) return
    type('')
    onPick(found)
  }
  return (
    <Autocomplete
      size="xs"
      {...input}
      aria-label={says}
      placeholder={says}
      autoFocus={first}
      data-autofocus={first || undefined}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      // What is picked is written into the field too, and would stay there.
      onChange={(next) => type(customers.some((each) => labelOf(each) === next) ? '' : next)}
      onOptionSubmit={pick}
      filter={({ options }) => options}
      data={customers.map(labelOf)}
    />
  )
}

const labelOf = ({ name, id }: PickedCustomer) => `${name} · ${id}`
