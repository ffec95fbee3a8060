import { useRef, useState } from 'react'
import { type NewContact, useLogContact } from '../api/branches.ts'
import { refusalOf } from '../api/refusal.ts'
import { useText } from '../locale/text.ts'
import type { Contacted } from './contacting.tsx'
import { rowAfter } from './row-keys.ts'
import { useTakeBack } from './take-back.ts'

type Said = Pick<NewContact, 'outcome' | 'channel' | 'note' | 'callBackOn' | 'callBackTime'>

/** Logs what came of a contact, goes on to the next row, and offers to take it back. */
export function useOutcome({ customer, key }: Contacted, done: () => void) {
  const text = useText()
  const log = useLogContact()
  const { offer } = useTakeBack()
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
    let logged: Awaited<ReturnType<typeof log.mutateAsync>>
    try {
      logged = await log.mutateAsync(contact)
    } catch (error) {
      // The answer to another outcome was lost, and that one is logged: this one is a contact of its own.
      if (refusalOf(error).code === 'contact_differs') id.current = crypto.randomUUID()
      return
    }
    id.current = crypto.randomUUID()
    done()
    goOn()
    const words = text('contact.logged', { name: customer.name, outcome: text(`outcome.${said.outcome}`) })
    offer(words, { ...logged.contact, customerName: customer.name })
  }
  return {
    say: (said: Said) => void say(said),
    retry: () => last && void say(last),
    pending: log.isPending ? log.variables.outcome : null,
    error: log.error,
  }
}
