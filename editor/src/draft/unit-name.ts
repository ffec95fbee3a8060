import { parsePlaybook } from '@branch-playbook/engine'
import { unitOf } from '../document/unit.ts'
import { useBilingual, useText } from '../locale/text.ts'
import type { Editions } from './merge.ts'

/** What a place that is merged as a whole is called. */
export function useUnitName({ base, mine, theirs }: Editions): (path: string) => string {
  const text = useText()
  const bilingual = useBilingual()
  // Read when a name is asked for, which is seldom; who renders is there at every edit.
  const nodeOf = (key: string) =>
    [mine, theirs, base]
      .flatMap((document) => {
        const parsed = parsePlaybook(document)
        return parsed.ok ? parsed.value.nodes : []
      })
      .find(({ id }) => id === key)
  return (path) => {
    const [part, key = ''] = unitOf(path)
    const node = nodeOf(key)
    const name = node ? bilingual(node.name) : key
    if (part === 'nodes') return name
    if (part === 'layout') return text('merge.position', { node: name })
    const list = LISTS.find((each) => each === part)
    return text('merge.part', { part: text(`compare.part.${list ?? 'head'}`), name: list ? key : part })
  }
}

const LISTS = ['facts', 'tests', 'examples', 'invariants', 'groups', 'notes'] as const
