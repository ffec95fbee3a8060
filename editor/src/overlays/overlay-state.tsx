import { Badge } from '@mantine/core'
import type { Overlay } from '../api/overlays.ts'
import { useText } from '../locale/text.ts'

/** Where a set of numbers stands in its life. */
export const OverlayState = ({ state }: Pick<Overlay, 'state'>) => {
  const text = useText()
  return (
    <Badge
      size="sm"
      radius="sm"
      tt="none"
      variant={state === 'in_force' ? 'filled' : 'default'}
      {...(state === 'obsolete' && { color: 'var(--amber)', variant: 'outline' })}
    >
      {text(`overlay.state.${state}`)}
    </Badge>
  )
}
