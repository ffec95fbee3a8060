import { create } from 'zustand'
import type { Worklist } from '../api/branches.ts'

/** A contact of today, with all that is needed to take it back. */
export type LoggedContact = Pick<
  Worklist['done'][number],
  'id' | 'customer' | 'customerName' | 'outcome' | 'by' | 'day' | 'at'
>

interface LoggedToday {
  /** Logged since the page was opened: the lists tell of them a moment later. */
  readonly logged: readonly LoggedContact[]
  /** Those that are taken back, or are just being. */
  readonly takenBack: ReadonlySet<string>
  /** The offer on the page to undo one, and how to take it away. */
  readonly offer: { readonly id: string; readonly dismiss: () => void } | null
}

/** What was logged and taken back on this page. */
export const useLoggedToday = create<LoggedToday>()(() => ({
  logged: [],
  takenBack: new Set(),
  offer: null,
}))

/** A contact was logged, and its undo is offered: the offer before it goes, as keys log faster than offers go away. */
export function offered(contact: LoggedContact, dismiss: () => void): void {
  const { logged, offer } = useLoggedToday.getState()
  offer?.dismiss()
  const isKnown = logged.some(({ id }) => id === contact.id)
  useLoggedToday.setState({
    logged: isKnown ? logged : [...logged, contact],
    offer: { id: contact.id, dismiss },
  })
}

/** A contact is being taken back: nobody is offered that again, nor does the next call take the same. */
export function beginTakingBack({ id }: LoggedContact): void {
  const { takenBack, offer } = useLoggedToday.getState()
  if (offer?.id === id) offer.dismiss()
  useLoggedToday.setState({
    takenBack: new Set([...takenBack, id]),
    ...(offer?.id === id && { offer: null }),
  })
}

/** A contact that could not be taken back stands as before. */
export function keep({ id }: LoggedContact): void {
  const takenBack = new Set(useLoggedToday.getState().takenBack)
  takenBack.delete(id)
  useLoggedToday.setState({ takenBack })
}

interface Mine {
  readonly by: string
  readonly day: string
}

/** The contact that somebody logged last on a day and has not taken back; null where there is none. */
export function lastLogged(
  listed: readonly LoggedContact[],
  { logged, takenBack }: Pick<LoggedToday, 'logged' | 'takenBack'>,
  mine: Mine,
): LoggedContact | null {
  const isMine = ({ id, by, day }: LoggedContact) => by === mine.by && day === mine.day && !takenBack.has(id)
  const inTurn = [...listed, ...logged]
    .filter(isMine)
    .toSorted((left, right) => left.at.localeCompare(right.at))
  return inTurn.at(-1) ?? null
}
