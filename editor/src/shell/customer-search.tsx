import { useNavigate } from 'react-router'
import { useText } from '../locale/text.ts'
import { CustomerPicker } from './customer-picker.tsx'

/** Finds a customer by name or number and opens his page. */
export function CustomerSearch() {
  const text = useText()
  const navigate = useNavigate()
  return (
    <CustomerPicker
      w={170}
      says={text('shell.find_customer')}
      comboboxProps={{ width: 240, position: 'bottom-end' }}
      onPick={({ id }) => void navigate(`/customers/${encodeURIComponent(id)}`)}
    />
  )
}
