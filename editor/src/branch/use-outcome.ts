import { useRef, useState } from 'react'
import { create } from 'zustand'
import { type NewContact, useLogContact, useWithdrawContact } from '../api/branches.ts'
import { refusalOf } from '../api/refusal.ts'
import { useText } from '../locale/text.ts'
import { useOfferUndo } from '../shell/offer-undo.tsx'
import type { Contacted } from './contacting.tsx'
import { focusCustomer, rowAfter } from './row-keys.ts'

interface LastLogged {
  readonly undo: (() => void) | null
  /** Takes the offer to undo it off the page. */
  readonly dismiss: (() => void) | null
}

/** Takes back what was logged last; null when there is nothing to take back. */
export const useLastLogged = create<LastLogged>()(() => ({ undo: null, dismiss: null }))

type Said = Pick<NewContact, 'outcome' | 'channel' | 'note' | 'callBackOn' | 'callBackTime'>

/** Logs what came of a contact, goes on to the next row, and offers to take it back. */
export function useOutcome({ customer, key }: Contacted, done: () => void) {
  const text = useText()
  const log = useLogContact()
  const withdraw = useWithdrawContact()
  const offerUndo = useOfferUndo()
  // One id a contact, kept until it is logged: a second click, or a retry after a lost answer, logs nothing twice.
  const id = useRef(crypto.randomUUID())
  const [last, setLast] = useState<Said | null>(null)
  const say = async (said: Said) => {
    if (log.isPending) return
    setLast(said)
    const goOn = rowAfter(customer.id)
    const contact = {
      id: id.current,
      customer: customer.id,
      ...(key !== null && { action: key }),
      ...said,
    }
    try {
      await log.mutateAsync(contact)
    } catch (error) {
      // The answer to another outcome was lost, and that one is logged: this one is a contact of its own.
      if (refusalOf(error).code === 'contact_differs') id.current = crypto.randomUUID()
      return
    }
    id.current = crypto.randomUUID()
    done()
    goOn()
    const undo = () => {
      useLastLogged.getState().dismiss?.()
      useLastLogged.setState({ undo: null, dismiss: null })
      // The row is gone by now, and with it whatever it would be told.
      void withdraw.mutateAsync(contact.id).then(
        () => focusCustomer(customer.id),
        () => offer(text('contact.not_taken_back', { name: customer.name })),
      )
    }
    const offer = (words: string) => {
      // Whoever works by key logs faster than offers go away.
      useLastLogged.getState().dismiss?.()
      useLastLogged.setState({ undo, dismiss: offerUndo(words, undo) })
    }
    offer(text('contact.logged', { name: customer.name, outcome: text(`outcome.${said.outcome}`) }))
  }
  return {
    say: (said: Said) => void say(said),
    retry: () => last && void say(last),
    pending: log.isPending ? log.variables.outcome : null,
    error: log.error,
  }
}
