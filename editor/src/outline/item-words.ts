import { nodeOf } from '../canvas/node-of.ts'
import { problemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { standingOf } from '../scrutiny/standing.ts'
import { useStandingWords } from '../scrutiny/use-standing.ts'
import { useSaidOfNode } from '../together/said-of-node.ts'
import type { Item } from './tree-of.ts'

/** What is read out of a line of the tree beside its name: what it is, and what its marks mean. */
export function useItemWords(): (item: Item) => string {
  const text = useText()
  const playbook = useDocument((state) => state.shown)
  const problems = useDocument((state) => state.reading.problems)
  const saidOf = useSaidOfNode()
  const standingWords = useStandingWords()
  return (item) => {
    switch (item.is) {
      case 'root':
      case 'kind':
        return ''
      case 'group':
        return text('outline.a_group')
      case 'node': {
        const found = playbook && nodeOf(playbook, item.node)
        if (!found) return ''
        const wrong = standingWords(standingOf(problemsAt(problems, `/nodes/${found.at}`)))
        const said = wrong === '' ? saidOf(item.node) : [wrong, ...saidOf(item.node)]
        return [text(`node.${found.node.kind}`), ...said].join('. ')
      }
      case 'link':
        return text(item.way === 'upstream' ? 'outline.is_upstream' : 'outline.is_downstream')
    }
  }
}
