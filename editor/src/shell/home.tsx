import { Navigate } from 'react-router'
import { useSession } from '../api/session.ts'
import { roomsOf } from './rooms.ts'

/** Leads everyone to the room where his day begins. */
export function Home() {
  const { data: user } = useSession()
  const [first] = user ? roomsOf(user.role) : []
  return first ? <Navigate to={first.path} replace /> : null
}
