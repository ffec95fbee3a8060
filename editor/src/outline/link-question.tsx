import type { Playbook } from '@branch-playbook/engine'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { Choose } from './choose.tsx'
import { placeOf } from './place-of.ts'
import { type Question, useOutline } from './store.ts'
import { useStructure } from './structure.ts'
import { linksOf } from './tree-of.ts'

interface LinkQuestionProps {
  readonly question: Extract<Question, { ask: 'link' | 'neighbour' }>
  readonly playbook: Playbook
  onClose(): void
}

/** One of the connections of a node: to be cut, or to be followed. */
export function LinkQuestion({ question, playbook, onClose }: LinkQuestionProps) {
  const text = useText()
  const { nameOf } = useNames()
  const { disconnect } = useStructure()
  const { node } = question
  const links = linksOf(playbook).filter(
    (link) => link.node === node && (question.ask === 'link' || link.way === question.way),
  )
  const options = links.map(({ way, other }) => ({
    id: `${way} ${other}`,
    name: text(way === 'upstream' ? 'outline.rests_on' : 'outline.used_by', { name: nameOf(other) }),
    words: [nameOf(other)],
    choose() {
      if (question.ask === 'neighbour') useOutline.getState().reveal(...placeOf(other))
      else if (way === 'upstream') disconnect(other, node)
      else disconnect(node, other)
    },
  }))
  const key = question.ask === 'link' ? 'outline.disconnect_of' : TITLES[question.way]
  return <Choose title={text(key, { name: nameOf(node) })} options={options} onClose={onClose} />
}

const TITLES = { upstream: 'outline.upstream_of', downstream: 'outline.downstream_of' } as const
