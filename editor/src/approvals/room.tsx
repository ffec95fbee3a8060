import { useText } from '../locale/text.ts'
import { Room } from '../shell/room.tsx'

const TABS = [
  { text: 'approvals.waiting', path: '/approvals' },
  { text: 'approvals.live', path: '/approvals/live' },
  { text: 'overlay.tab', path: '/approvals/overlays', below: true },
  { text: 'experiments.title', path: '/approvals/experiments', below: true },
] as const

/** The room of those who answer for rules: what waits for them, what is live where, and what is tried out. */
export function ApprovalsRoom() {
  const text = useText()
  return <Room pages={text('approvals.pages')} tabs={TABS} />
}
