import { useCurrency } from '../../api/bank.ts'
import type { WhichVersion } from '../../api/life.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useLifeWords } from '../life-words.ts'
import type { Preview } from './in-force.ts'

interface PreviewWordsProps {
  readonly version: number
  readonly from: string
  readonly all: boolean
  readonly preview: Preview
}

/** In sentences: what is then in force where. */
export function PreviewWords({ version, from, all, preview }: PreviewWordsProps) {
  const text = useText()
  const words = useLifeWords()
  const { day } = useFormats(useCurrency())
  const ruleName = (rule: WhichVersion | null) =>
    rule ? text('versions.version', { version: rule.version }) : text('preview.nothing')
  const { where, replaced, already, stays, later } = preview
  return (
    <>
      <p>{text('preview.from', { day: day(from), version, where: words.where(all ? null : where) })}</p>
      {replaced.map(({ rule, branches }) => (
        <p key={`replaced ${ruleName(rule)}`}>
          {text('preview.replaced', { rule: ruleName(rule), branches })}
        </p>
      ))}
      {already > 0 && <p>{text('preview.already', { branches: already })}</p>}
      {stays.map(({ rule, branches }) => (
        <p key={`stays ${ruleName(rule)}`}>{text('preview.stays', { rule: ruleName(rule), branches })}</p>
      ))}
      {later.map((each) => (
        <p key={each.number}>
          {text('preview.later', {
            day: day(each.from),
            rule: ruleName(each),
            where: words.where(each.branches),
          })}
        </p>
      ))}
    </>
  )
}
