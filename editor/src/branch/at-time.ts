import { useEffect, useState } from 'react'
import type { Action, Worklist } from '../api/branches.ts'

/**
 * A list in the order in which to work it at a time of day (`HH:MM`): calls that are promised for a later time of the
 * day stand after what can be done by then, by their time. Their minutes are kept all the same.
 */
export function atTime(worklist: Worklist, time: string): Worklist {
  const isLater = ({ listing, callBack }: Action) =>
    listing === 'listed' && callBack?.on === worklist.date && (callBack.time ?? '') > time
  if (!worklist.actions.some(isLater)) return worklist
  const rankOf = (action: Action) => (isLater(action) ? 1 : action.listing === 'listed' ? 0 : 2)
  const lists = Map.groupBy(worklist.actions, ({ adviser }) => adviser?.id ?? '')
  const ordered = [...lists.values()].flatMap((list) =>
    list
      .toSorted((left, right) => rankOf(left) - rankOf(right))
      .map((action, at) => (action.listing === 'listed' ? { ...action, position: at + 1 } : action)),
  )
  return { ...worklist, actions: ordered }
}

const TICK_MS = 10_000

/** The time of day by the clock of whoever looks, `HH:MM`; it goes on while the page is open. */
export function useTimeOfDay(): string {
  const [time, setTime] = useState(timeOfDay)
  useEffect(() => {
    const timer = setInterval(() => setTime(timeOfDay()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return time
}

const timeOfDay = () => new Date().toTimeString().slice(0, 5)
