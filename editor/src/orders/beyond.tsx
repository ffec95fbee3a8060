import { beyond, type Means } from '@branch-playbook/engine'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './orders.module.css'

/** Warns of an amount that the customer does not have, or not at once. */
export function Beyond({ amount, means }: { readonly amount: number; readonly means: Means }) {
  const text = useText()
  const { money } = useFormats(useCurrency())
  const what = beyond(amount, means)
  return (
    what && (
      <p className={classes.beyond}>
        <IconAlertTriangle size={15} aria-hidden />
        {text(`orders.beyond_${what}`, { amount: money(means[what]) })}
      </p>
    )
  )
}
