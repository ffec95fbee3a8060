import type { Playbook } from '@branch-playbook/engine'
import { Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useText } from '../locale/text.ts'
import { CustomerPicker } from '../shell/customer-picker.tsx'
import { Refused } from '../shell/refused.tsx'
import { useCustomerCase } from './customer-case.ts'
import classes from './panel.module.css'
import { useTrace } from './store.ts'

/** Chooses who is traced: a customer of the bank, or one of the playbook's tests. */
export function Chooser({ playbook }: { readonly playbook: Playbook }) {
  const text = useText()
  const { choose } = useTrace()
  const caseOfCustomer = useCustomerCase()
  const { mutate, error, isPending } = useMutation({
    mutationFn: caseOfCustomer,
    onSuccess: (found, { id, name }) => choose({ kind: 'customer', id, name, case: found }),
  })
  const { tests } = playbook
  return (
    <div className={classes.chooser}>
      <CustomerPicker
        says={text('trace.choose_customer')}
        disabled={isPending}
        comboboxProps={{ width: 260, position: 'top-start' }}
        onPick={(customer) => mutate(customer)}
      />
      {tests.length > 0 && (
        <Select
          size="xs"
          aria-label={text('trace.choose_test')}
          placeholder={text('trace.choose_test')}
          searchable
          value={null}
          data={tests.map(({ name }, at) => ({ value: String(at), label: name }))}
          comboboxProps={{ width: 340, position: 'top-start' }}
          nothingFoundMessage={text('tests.none_found')}
          onChange={(chosen) => {
            const at = Number(chosen)
            const test = tests[at]
            if (chosen !== null && test) choose({ kind: 'test', at, name: test.name })
          }}
        />
      )}
      {error && <Refused error={error} />}
    </div>
  )
}
