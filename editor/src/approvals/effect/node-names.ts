import { parsePlaybook } from '@branch-playbook/engine'
import { useMemo } from 'react'
import type { Effect } from '../../api/life.ts'
import { useVersion } from '../../api/playbooks.ts'
import { useBilingual } from '../../locale/text.ts'

/** What the nodes of both sides of an effect are called. */
export const useNodeNames = ({ basis, document }: Pick<Effect, 'basis' | 'document'>) =>
  useNamesIn(
    { playbook: document.against.id, version: document.against.version },
    { playbook: basis.after.id, version: basis.after.version },
  )

interface Side {
  readonly playbook: string
  readonly version: number | null
}

/** What the nodes of two versions are called: those that are new, those that are gone. */
export function useNamesIn(one: Side, other: Side): (node: string) => string {
  const bilingual = useBilingual()
  const { data: before } = useVersion(one.playbook, one.version ?? undefined)
  const { data: after } = useVersion(other.playbook, other.version ?? undefined)
  const names = useMemo(
    () =>
      new Map(
        [before, after].flatMap((version) => {
          const parsed = parsePlaybook(version?.document)
          return parsed.ok ? parsed.value.nodes.map(({ id, name }) => [id, name] as const) : []
        }),
      ),
    [before, after],
  )
  return (node) => {
    const name = names.get(node)
    return name ? bilingual(name) : node
  }
}
