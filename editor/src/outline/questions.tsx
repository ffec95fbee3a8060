import type { Playbook } from '@branch-playbook/engine'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { NODE_VIEWS } from '../nodes/index.ts'
import { useNames } from '../nodes/names.ts'
import { Choose } from './choose.tsx'
import { ConnectQuestion } from './connect-question.tsx'
import { LinkQuestion } from './link-question.tsx'
import { NameDialog } from './name-dialog.tsx'
import { SlotQuestion } from './slot-question.tsx'
import { type Question, useOutline } from './store.ts'
import { useStructure } from './structure.ts'

/** Asks what has to be known before something is done with the structure. */
export function Questions({ playbook }: { readonly playbook: Playbook }) {
  const { question, ask } = useOutline()
  const close = () => ask(null)
  switch (question?.ask) {
    case undefined:
      return null
    case 'kind':
      return <KindQuestion onClose={close} />
    case 'target':
    case 'source':
      return <ConnectQuestion question={question} playbook={playbook} onClose={close} />
    case 'slot':
      return <SlotQuestion {...question} playbook={playbook} onClose={close} />
    case 'link':
    case 'neighbour':
      return <LinkQuestion question={question} playbook={playbook} onClose={close} />
    case 'group':
      return <GroupQuestion question={question} onClose={close} />
    case 'name':
      return <NameDialog of={question.of} id={question.id} />
  }
}

function KindQuestion({ onClose }: { onClose(): void }) {
  const text = useText()
  const { add } = useStructure()
  const options = NODE_VIEWS.map(({ kind, icon }) => ({
    id: kind,
    name: text(`node.${kind}`),
    words: [kind],
    icon,
    choose: () => add(kind),
  }))
  return <Choose title={text('outline.add')} options={options} onClose={onClose} />
}

interface GroupQuestionProps {
  readonly question: Extract<Question, { ask: 'group' }>
  onClose(): void
}

function GroupQuestion({ question: { nodes }, onClose }: GroupQuestionProps) {
  const text = useText()
  const { nameOf } = useNames()
  const { group, moveToGroup } = useStructure()
  const groups = useDocument((state) => state.shown?.groups) ?? []
  const options = [
    { id: 'new group', name: text('outline.into_new_group'), choose: () => group(nodes) },
    ...groups.map(({ id, name }) => ({
      id: `group ${id}`,
      name: text('outline.group', { name }),
      choose: () => moveToGroup(nodes, id),
    })),
    { id: 'no group', name: text('outline.into_no_group'), choose: () => moveToGroup(nodes, null) },
  ]
  const listed = nodes.map(nameOf).join(text('outline.and'))
  return <Choose title={text('outline.into_group', { name: listed })} options={options} onClose={onClose} />
}
