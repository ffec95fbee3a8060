import { useText } from '../locale/text.ts'
import { Room } from '../shell/room.tsx'

const TABS = [
  { text: 'users.title', path: '/administration' },
  { text: 'tokens.title', path: '/administration/tokens' },
] as const

/** The administrator's room: who may come in, people and machines. */
export function AdministrationRoom() {
  const text = useText()
  return <Room pages={text('administration.pages')} tabs={TABS} />
}
