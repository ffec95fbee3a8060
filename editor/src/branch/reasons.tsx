import type { Action } from '../api/branches.ts'
import { useBilingual } from '../locale/text.ts'
import classes from './reasons.module.css'

/** A reason that is a term of the figure named just before it. */
const TERM = /^measure_.*_term$/

/** Why something was decided, in words. The terms of a figure stand under it. */
export function Reasons({ reasons }: { readonly reasons: Action['reasons'] }) {
  const bilingual = useBilingual()
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ node, code, text }) => (
        <li key={`${node} ${code} ${text.en}`} data-term={TERM.test(code) || undefined}>
          {bilingual(text)}
        </li>
      ))}
    </ul>
  )
}
