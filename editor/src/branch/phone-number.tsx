import { IconPhone } from '@tabler/icons-react'
import classes from './phone-number.module.css'

/** A telephone number that dials; one that is partly hidden cannot be dialled. */
export function PhoneNumber({ number }: { readonly number: string }) {
  if (number.includes('*')) return <span className={classes.masked}>{number}</span>
  return (
    <a className={classes.phone} href={`tel:${number.replace(/[^+\d]/g, '')}`}>
      <IconPhone size={16} aria-hidden />
      {number}
    </a>
  )
}
