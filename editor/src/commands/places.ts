import type { Bilingual } from '@branch-playbook/engine'
import { type Icon, IconTag, IconTestPipe } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { viewOf } from '../nodes/index.ts'
import { useOutline } from '../outline/store.ts'
import { useOpenedTest } from '../tests/opened-test.ts'
import { useView } from '../workshop/view.ts'

/** Something of the playbook to go to. */
export interface Place {
  readonly id: string
  readonly part: 'nodes' | 'facts' | 'tests'
  readonly name: Bilingual
  /** What it goes by in formulas and files. */
  readonly symbol: string
  /** What it is. */
  readonly kind: string
  readonly icon: Icon
  go(): void
}

/** All nodes, facts and tests of the playbook that is open. */
export function usePlaces(): readonly Place[] {
  const text = useText()
  const playbook = useDocument((state) => state.shown)
  return useMemo(() => {
    const { select } = useSelection.getState()
    const { reveal } = useOutline.getState()
    const nodes = (playbook?.nodes ?? []).map(
      (node): Place => ({
        id: `node ${node.id}`,
        part: 'nodes',
        name: node.name,
        symbol: node.id,
        kind: text(`node.${node.kind}`),
        icon: viewOf(node)?.icon ?? IconTag,
        go: () => select(node.id),
      }),
    )
    const facts = (playbook?.facts ?? []).map(
      ({ name, label, type }): Place => ({
        id: `fact ${name}`,
        part: 'facts',
        name: label,
        symbol: name,
        kind: text(`kind.${type}`),
        icon: IconTag,
        go: () => reveal('facts', name),
      }),
    )
    const tests = (playbook?.tests ?? []).map(
      ({ name }, at): Place => ({
        id: `test ${name}`,
        part: 'tests',
        name: { 'zh-CN': name, en: name },
        symbol: '',
        kind: text('commands.test'),
        icon: IconTestPipe,
        go() {
          useView.getState().show('tests')
          useOpenedTest.getState().open(at)
        },
      }),
    )
    return [...nodes, ...facts, ...tests]
  }, [playbook, text])
}
