import { Hash } from '../audit/hash.tsx'
import { useText } from '../locale/text.ts'

/** The hash of the effect that was signed, in brackets; nothing where none was. */
export function Signed({ effect }: { readonly effect: string | null }) {
  const text = useText()
  if (effect === null) return null
  return (
    <>
      ({text('approvals.signed')} <Hash value={effect} />)
    </>
  )
}
