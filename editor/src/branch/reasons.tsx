import type { Action } from '../api/branches.ts'
import { useBilingual } from '../locale/text.ts'
import classes from './reasons.module.css'

/** A reason that gives a figure behind the one before it, of the same node. */
const DETAIL = /^measure_.*_term$|^figure_/

/** Why something was decided, in words. The terms of a figure stand under it. */
export function Reasons({ reasons }: { readonly reasons: Action['reasons'] }) {
  const bilingual = useBilingual()
  return (
    <ul className={classes.reasons}>
      {reasons.map(({ node, code, text }, at) => (
        <li key={`${node} ${code} ${text.en}`} data-term={isDetail(reasons, at) || undefined}>
          {bilingual(text)}
        </li>
      ))}
    </ul>
  )
}

/** Whether a reason stands under another: a figure does, unless what it is a figure of is not in the list. */
function isDetail(reasons: Action['reasons'], at: number): boolean {
  const [before, own] = [reasons[at - 1], reasons[at]]
  if (!before || !own || before.node !== own.node || !DETAIL.test(own.code)) return false
  return !DETAIL.test(before.code) || isDetail(reasons, at - 1)
}
