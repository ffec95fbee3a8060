import { Badge } from '@mantine/core'
import type { Version } from '../api/playbooks.ts'
import { useText } from '../locale/text.ts'

/** Where a version stands in its life. */
export const StateBadge = ({ state }: { readonly state: Version['state'] }) => {
  const text = useText()
  return (
    <Badge size="sm" radius="sm" tt="none" variant={state === 'active' ? 'filled' : 'default'}>
      {text(`version.${state}`)}
    </Badge>
  )
}
