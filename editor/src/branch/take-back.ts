import { notifications } from '@mantine/notifications'
import { useWithdrawContact } from '../api/branches.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { useOfferUndo } from '../shell/offer-undo.tsx'
import {
  beginTakingBack,
  keep,
  type LoggedContact,
  lastLogged,
  offered,
  useLoggedToday,
} from './logged-today.ts'
import { focusCustomer } from './row-keys.ts'

/** Takes contacts back, and goes to the customer's row; where that fails, and when asked to, offers to do so. */
export function useTakeBack() {
  const text = useText()
  const withdraw = useWithdrawContact()
  const offerUndo = useOfferUndo()
  const offer = (words: string, contact: LoggedContact) =>
    offered(
      contact,
      offerUndo(words, () => takeBack(contact)),
    )
  const takeBack = (contact: LoggedContact) => {
    beginTakingBack(contact)
    // The row is gone by now, and with it whatever it would be told.
    void withdraw.mutateAsync(contact.id).then(
      () => {
        notifications.show({ message: text('contact.taken_back', { name: contact.customerName }) })
        focusCustomer(contact.customer)
      },
      () => {
        keep(contact)
        offer(text('contact.not_taken_back', { name: contact.customerName }), contact)
      },
    )
  }
  return { takeBack, offer }
}

/** Takes back what was logged last of a day, one a call; says so when nothing is left. */
export function useTakeBackLast(day: string | undefined, listed: readonly LoggedContact[]): () => void {
  const text = useText()
  const { data: user } = useSession()
  const { takeBack } = useTakeBack()
  return () => {
    const last = lastLogged(listed, useLoggedToday.getState(), { by: user?.id ?? '', day: day ?? '' })
    if (last) takeBack(last)
    else notifications.show({ message: text('contact.none_to_take_back') })
  }
}
