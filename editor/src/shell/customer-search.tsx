import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCustomerSearch } from '../api/customers.ts'
import { useText } from '../locale/text.ts'

const PAUSE = 200

/** Finds a customer by name or number and opens his page. */
export function CustomerSearch() {
  const text = useText()
  const navigate = useNavigate()
  const [typed, type] = useState('')
  const [search] = useDebouncedValue(typed, PAUSE)
  const { data: customers = [] } = useCustomerSearch(search)
  const open = (label: string) => {
    const found = customers.find((each) => labelOf(each) === label)
    if (!found) return
    type('')
    void navigate(`/customers/${encodeURIComponent(found.id)}`)
  }
  return (
    <Autocomplete
      size="xs"
      w={170}
      aria-label={text('shell.find_customer')}
      placeholder={text('shell.find_customer')}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={type}
      onOptionSubmit={open}
      filter={({ options }) => options}
      data={customers.map(labelOf)}
      comboboxProps={{ width: 240, position: 'bottom-end' }}
    />
  )
}

const labelOf = ({ name, id }: { readonly name: string; readonly id: string }) => `${name} · ${id}`
