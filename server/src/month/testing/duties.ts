import { z } from 'zod'
import type { Action } from '../../testing/small-bank.ts'
import { isTalk } from './book.ts'
import type { Month } from './month.ts'

const tierSchema = z.object({ decision: z.object({ tier: z.string().nullable() }) })

/** Who was due for coverage when the lists were last looked at: he has to stay on them until somebody talks to him. */
export class Duties {
  #due: readonly Action[] = []
  #since = ''

  /** Those who were due and are on no list any more, for no reason; from now on those who are due in the lists given. */
  async lost(month: Month, actions: readonly Action[]): Promise<string[]> {
    const listed = new Set(actions.map(({ customer }) => customer.id))
    const broken: string[] = []
    for (const { customer, tier } of this.#due) {
      if (listed.has(customer.id) || this.#isExcused(month, customer.id)) continue
      const page = await month.ask('auditor', 'GET', `/api/customers/${customer.id}`, { answer: tierSchema })
      if (page.decision.tier === tier) broken.push(`${customer.id} (${tier}) was due and is on no list`)
    }
    this.#due = actions.filter(({ action }) => action === 'coverage')
    this.#since = month.day
    return broken
  }

  #isExcused({ book, day }: Month, customer: string): boolean {
    const talked = [
      ...book.with(customer).filter(({ outcome }) => isTalk(outcome)),
      ...(book.feeds.contacts.get(customer) ?? []).filter(({ outcome }) => outcome !== 'not_reached'),
    ]
    return (
      talked.some((contact) => contact.day >= this.#since) ||
      (book.promises().get(customer) ?? day) > day ||
      book.mayBeSilent(customer, day)
    )
  }
}
