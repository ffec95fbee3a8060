import { useMutation } from '@tanstack/react-query'
import { useText } from '../locale/text.ts'
import { CustomerPicker } from '../shell/customer-picker.tsx'
import { Refused } from '../shell/refused.tsx'
import { useCustomerCase } from '../trace/customer-case.ts'
import { useAddTest } from './add-test.ts'

/** Makes a test of a customer: of the person it keeps the facts, and nothing that names him. */
export function CustomerTest() {
  const text = useText()
  const caseOfCustomer = useCustomerCase()
  const { testOfCase } = useAddTest()
  const { mutate, error, isPending } = useMutation({
    mutationFn: caseOfCustomer,
    onSuccess: (found) => testOfCase(found, null),
  })
  return (
    <>
      <CustomerPicker
        w={220}
        says={text('tests.from_customer')}
        disabled={isPending}
        comboboxProps={{ width: 260, position: 'top-start' }}
        onPick={(customer) => mutate(customer)}
      />
      {error && <Refused error={error} />}
    </>
  )
}
