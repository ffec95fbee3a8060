import type { Playbook } from '@branch-playbook/engine'
import { open, type Slot, slotsOf } from '../composition/slots.ts'
import { useSlotWords } from '../composition/words.ts'
import { useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import { useNames } from '../nodes/names.ts'
import { Choose, type Option } from './choose.tsx'
import { type Question, useOutline } from './store.ts'

interface ConnectQuestionProps {
  readonly question: Extract<Question, { ask: 'target' | 'source' }>
  readonly playbook: Playbook
  onClose(): void
}

/** The other end of a new connection: those that fit first, and of all others why they do not. */
export function ConnectQuestion({ question, playbook, onClose }: ConnectQuestionProps) {
  const text = useText()
  const { nameOf } = useNames()
  const { ask } = useOutline()
  const words = useSlotWords()
  const here = question.ask === 'target' ? question.source : question.target
  const ends =
    question.ask === 'target'
      ? playbook.nodes.map(({ id }) => ({ source: question.source, target: id, other: id }))
      : [...playbook.nodes.map(({ id }) => id), ...playbook.facts.map(({ name }) => name)].map((other) => ({
          source: other,
          target: question.target,
          other,
        }))
  const options = ends
    .filter(({ other }) => other !== here)
    .map(({ source, target, other }): Option => {
      const slots = slotsOf(playbook, source, target)
      const node = playbook.nodes.find(({ id }) => id === other)
      const icon = node && viewOf(node)?.icon
      return {
        id: other,
        name: nameOf(other),
        words: [other],
        ...(icon && { icon }),
        ...(node && { more: text(`node.${node.kind}`) }),
        ...refusalOf(slots, words.why, text('outline.no_place')),
        choose: () => ask({ ask: 'slot', source, target }),
      }
    })
  const title = text(question.ask === 'target' ? 'outline.give_to' : 'outline.take_from', {
    name: nameOf(here),
  })
  const [fitting, others] = [options.filter(isFitting), options.filter((option) => !isFitting(option))]
  return <Choose title={title} options={[...fitting, ...others]} onClose={onClose} />
}

const isFitting = ({ refused }: Option): boolean => refused === undefined

/** Why none of the fields takes it, told by the one that comes nearest. */
function refusalOf(slots: readonly Slot[], why: (slot: Slot) => string, none: string) {
  if (open(slots).length > 0) return {}
  const [nearest] = slots
  return { refused: nearest ? why(nearest) : none }
}
