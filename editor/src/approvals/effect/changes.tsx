import type { Effect } from '../../api/life.ts'
import { useText } from '../../locale/text.ts'
import { ChangedParts } from './changed-parts.tsx'
import { ChangesCard } from './changes-card.tsx'
import { useNodeNames } from './node-names.ts'

/** What differs from the version in force, node by node and in words. */
export function Changes({ effect }: { readonly effect: Effect }) {
  const text = useText()
  const nameOf = useNodeNames(effect)
  const { against } = effect.document
  const beside = effect.basis.before.filter(({ hash }) => hash !== against.hash)
  const others = beside
    .map(({ version, customers }) => text('effect.beside', { version, customers }))
    .join(', ')
  return (
    <ChangesCard
      against={
        others === ''
          ? text('effect.against', { version: against.version })
          : text('effect.against_most', { version: against.version, others })
      }
    >
      <ChangedParts found={effect.document} nameOf={nameOf} />
    </ChangesCard>
  )
}
