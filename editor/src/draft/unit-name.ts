import { parsePlaybook } from '@branch-playbook/engine'
import { unitOf } from '../document/unit.ts'
import { useBilingual, useText } from '../locale/text.ts'
import type { Editions } from './merge.ts'
import { ownName } from './own-name.ts'

/** What a place that is merged as a whole is called. */
export function useUnitName({ base, mine, theirs }: Editions): (path: string) => string {
  const text = useText()
  const bilingual = useBilingual()
  // Read when a name is asked for, which is seldom; who renders is there at every edit.
  const called = (part: string, key: string): string => {
    for (const document of [mine, theirs, base]) {
      const parsed = parsePlaybook(document)
      const name = parsed.ok ? ownName(parsed.value, part, key) : undefined
      if (name !== undefined) return typeof name === 'string' ? name : bilingual(name)
    }
    return key
  }
  return (path) => {
    const [part, key = ''] = unitOf(path)
    if (part === 'nodes') return called(part, key)
    if (part === 'layout') return text('merge.position', { node: called(part, key) })
    const list = LISTS.find((each) => each === part)
    return text('merge.part', {
      part: text(`compare.part.${list ?? 'head'}`),
      name: list ? called(list, key) : part,
    })
  }
}

const LISTS = ['facts', 'tests', 'examples', 'invariants', 'groups', 'notes'] as const
