import { WorkingDays } from '@branch-playbook/engine'
import { useMutation } from '@tanstack/react-query'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { CustomerPicker } from '../shell/customer-picker.tsx'
import { Refused } from '../shell/refused.tsx'
import { useCustomerCase } from '../trace/customer-case.ts'
import { type Case, figuresOf, type Tracing } from '../trace/tracing.ts'
import { useAddTest } from './add-test.ts'

/**
 * Makes a test of a customer, which expects what is decided of him now: of the person it keeps the facts, and nothing
 * that names him.
 */
export function CustomerTest() {
  const text = useText()
  const caseOfCustomer = useCustomerCase()
  const figuresNow = useFiguresNow()
  const { testOfCase } = useAddTest()
  const { mutate, error, isPending } = useMutation({
    mutationFn: caseOfCustomer,
    onSuccess: (found) => testOfCase(found, figuresNow(found)),
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

/** What the playbook as it is edited decides of a case; null while it can decide nothing. */
function useFiguresNow(): (found: Case) => Tracing['figures'] | null {
  const { data: bank } = useBank()
  const calendarOf = useDocument(({ reading }) => reading.playbook?.calendar)
  const { data: calendar } = useCalendar(calendarOf ?? bank?.calendar)
  return (found) => {
    const { plan } = useDocument.getState().reading
    return plan && calendar ? figuresOf(plan, found, new WorkingDays(calendar)) : null
  }
}
