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
  /** Whether it may be anything else than these. */
  readonly other?: boolean
  onChoose(kind: Kind | 'other'): void
}

const OTHER = 'other'
const keyOf = ({ node, id }: Kind) => `${node} ${id}`

/**
 * What kind of enquiry it is: those that may be meant go first, anything else last. Where nothing tells which of them
 * is meant they are apart, to choose from.
 */
export function KindChoice({ kinds, meant, kind, other = true, onChoose }: KindChoiceProps) {
  const text = useText()
  const bilingual = useBilingual()
  if (kinds.length === 0) return null
  const isOpen = kind === undefined && meant.length > 0
  const others = kinds.filter((each) => !meant.includes(each))
  const chips = (these: readonly Kind[]) =>
    these.map((each) => (
      <Chip key={keyOf(each)} size="xs" value={keyOf(each)}>
        {bilingual(each.name)}
      </Chip>
    ))
  return (
    <fieldset className={classes.kinds}>
      <legend>{text(isOpen ? 'enquiry.which' : 'enquiry.kind')}</legend>
      <Chip.Group
        value={kind === undefined ? null : kind === null ? OTHER : keyOf(kind)}
        onChange={(value) => onChoose(kinds.find((each) => keyOf(each) === value) ?? OTHER)}
      >
        {isOpen && (
          <Group gap={6} mb={6} data-testid="likely">
            {chips(meant)}
          </Group>
        )}
        <Group gap={6}>
          {chips(isOpen ? others : [...meant, ...others])}
          {other && (
            <Chip size="xs" value={OTHER}>
              {text('enquiry.other')}
            </Chip>
          )}
        </Group>
      </Chip.Group>
    </fieldset>
  )
}
