import type { EnquiryKind as Kind } from '@branch-playbook/engine'
import { Chip, Group } from '@mantine/core'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './enquiries.module.css'

interface KindChoiceProps {
  readonly kinds: readonly Kind[]
  /** Those that what was typed may mean, the likeliest first. */
  readonly meant: readonly Kind[]
  /** Null for anything else, undefined before it is known. */
  readonly kind: Kind | null | undefined
  onChoose(kind: Kind | 'other'): void
}

const OTHER = 'other'
const keyOf = ({ node, id }: Kind) => `${node} ${id}`

/** What kind of enquiry it is: those that may be meant go first, anything else last. */
export function KindChoice({ kinds, meant, kind, onChoose }: KindChoiceProps) {
  const text = useText()
  const bilingual = useBilingual()
  if (kinds.length === 0) return null
  const ordered = [...meant, ...kinds.filter((each) => !meant.includes(each))]
  return (
    <fieldset className={classes.kinds}>
      <legend>{text('enquiry.kind')}</legend>
      <Chip.Group
        value={kind === undefined ? null : kind === null ? OTHER : keyOf(kind)}
        onChange={(value) => onChoose(kinds.find((each) => keyOf(each) === value) ?? OTHER)}
      >
        <Group gap={6}>
          {ordered.map((each) => (
            <Chip key={keyOf(each)} size="xs" value={keyOf(each)}>
              {bilingual(each.name)}
            </Chip>
          ))}
          <Chip size="xs" value={OTHER}>
            {text('enquiry.other')}
          </Chip>
        </Group>
      </Chip.Group>
    </fieldset>
  )
}
