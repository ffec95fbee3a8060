import type { Playbook } from '@branch-playbook/engine'
import { useEffect } from 'react'
import { open, slotsOf } from '../composition/slots.ts'
import { useSlotWords } from '../composition/words.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { Choose, type Option } from './choose.tsx'
import { useStructure } from './structure.ts'

interface SlotQuestionProps {
  readonly source: string
  readonly target: string
  readonly playbook: Playbook
  onClose(): void
}

/** The field that is to refer to it; not asked where there is but one. */
export function SlotQuestion({ source, target, playbook, onClose }: SlotQuestionProps) {
  const text = useText()
  const { nameOf } = useNames()
  const { label, former, why } = useSlotWords()
  const { connect } = useStructure()
  const slots = slotsOf(playbook, source, target)
  const [first, ...more] = open(slots)
  const only = first && more.length === 0 ? first : undefined
  // What there is no choice about is done once
  useEffect(() => {
    if (!only) return
    onClose()
    connect(only)
  }, [])
  if (only) return null
  const options = slots.map((slot): Option => {
    const replaces = former(slot)
    return {
      id: slot.path.join('/'),
      name: label(slot),
      ...(replaces !== undefined && { more: replaces }),
      ...(slot.refused && { refused: why(slot) }),
      choose: () => connect(slot),
    }
  })
  const title = text('outline.which_field', { source: nameOf(source), target: nameOf(target) })
  return <Choose title={title} options={options} onClose={onClose} />
}
