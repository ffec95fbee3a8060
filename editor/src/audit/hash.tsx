import { CopyButton } from '@mantine/core'
import { useText } from '../locale/text.ts'
import classes from './hash.module.css'

/** So many characters tell two hashes apart for the eye. */
const SHOWN = 12

/** A hash, shortened; a click copies all of it. */
export function Hash({ value }: { readonly value: string }) {
  const text = useText()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <button type="button" className={classes.hash} title={text('audit.copy', { value })} onClick={copy}>
          {copied ? text('audit.copied') : `${value.slice(0, SHOWN)}…`}
        </button>
      )}
    </CopyButton>
  )
}
