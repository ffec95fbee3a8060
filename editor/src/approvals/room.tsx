import { useAllVersions } from '../api/life.ts'
import { useAllOverlays, useSeesOverlays } from '../api/overlays.ts'
import { useText } from '../locale/text.ts'
import { Room } from '../shell/room.tsx'
import { isSubmitted } from './version-states.ts'

/** The room of those who answer for rules: what waits for them, what is live where, and what is tried out. */
export function ApprovalsRoom() {
  const text = useText()
  const { data: versions = [] } = useAllVersions()
  const { data: overlays = [] } = useAllOverlays()
  const seesOverlays = useSeesOverlays()
  return (
    <Room
      pages={text('approvals.pages')}
      tabs={[
        { text: 'approvals.waiting', path: '/approvals', count: versions.filter(isSubmitted).length },
        { text: 'approvals.live', path: '/approvals/live' },
        ...(seesOverlays
          ? [
              {
                text: 'overlay.tab' as const,
                path: '/approvals/overlays',
                below: true,
                count: overlays.filter(isSubmitted).length,
              },
            ]
          : []),
        { text: 'experiments.title', path: '/approvals/experiments', below: true },
      ]}
    />
  )
}
