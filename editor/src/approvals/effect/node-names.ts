import { parsePlaybook } from '@branch-playbook/engine'
import { useMemo } from 'react'
import type { Effect } from '../../api/life.ts'
import { useVersion } from '../../api/playbooks.ts'
import { useBilingual } from '../../locale/text.ts'

/** What the nodes of both sides are called: those that are new, those that are gone. */
export function useNodeNames({
  basis,
  document,
}: Pick<Effect, 'basis' | 'document'>): (node: string) => string {
  const bilingual = useBilingual()
  const { data: before } = useVersion(document.against.id, document.against.version)
  const { data: after } = useVersion(basis.after.id, basis.after.version ?? undefined)
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
