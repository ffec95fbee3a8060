import { useCurrency } from '../api/bank.ts'
import type { Overlay } from '../api/overlays.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

/** Who handed numbers in, and who decided what about them, in a line. */
export function Verdicts({ overlay }: { readonly overlay: Overlay }) {
  const text = useText()
  const { moment } = useFormats(useCurrency())
  const { author, at, submittedAt, verdicts } = overlay
  return (
    <>
      {text('overlay.by', { author, at: moment(submittedAt ?? at) })}
      {verdicts.map((each) => (
        <span key={each.at}>
          {text('life.comma')}
          {text(`overlay.verdict.${each.verdict}`, { by: each.by, at: moment(each.at) })}
          {each.comment !== '' && text('overlay.comment', { comment: each.comment })}
        </span>
      ))}
    </>
  )
}
