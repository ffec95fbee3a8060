import { useNavigate } from 'react-router'
import { useText } from '../locale/text.ts'
import { CustomerPicker } from './customer-picker.tsx'

interface CustomerSearchProps {
  readonly width?: number | string
}

/** Finds a customer by name or number and opens his page. */
export function CustomerSearch({ width = 'clamp(120px, 14vw, 170px)' }: CustomerSearchProps) {
  const text = useText()
  const navigate = useNavigate()
  return (
    <CustomerPicker
      w={width}
      says={text('shell.find_customer')}
      comboboxProps={{ width: 240, position: 'bottom-end' }}
      onPick={({ id }) => void navigate(`/customers/${encodeURIComponent(id)}`)}
    />
  )
}
