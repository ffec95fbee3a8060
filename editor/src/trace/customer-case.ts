import type { BankEvent, Playbook } from '@branch-playbook/engine'
import { useBank } from '../api/bank.ts'
import { fetchFacts } from '../api/customers.ts'
import { useNews } from '../api/events.ts'
import { useDocument } from '../document/store.ts'
import type { PickedCustomer } from '../shell/customer-picker.tsx'
import type { Case } from './tracing.ts'

/** Fetches a customer as a case of the day of the lists: of the person, only what the playbook asks for. */
export function useCustomerCase(): (customer: PickedCustomer) => Promise<Case> {
  const { data: bank } = useBank()
  const { data: events = [] } = useNews()
  return async ({ id }) => {
    const playbook = useDocument.getState().shown
    const known = new Set(playbook?.facts.map(({ name }) => name))
    const facts = Object.entries(await fetchFacts(id)).filter(([name]) => known.has(name))
    return {
      facts: Object.fromEntries(facts),
      asOf: bank?.day ?? '',
      events: playbook ? eventsFor(playbook, events) : [],
    }
  }
}

/** The events of which some trigger of the playbook takes notice, as a test writes them. */
function eventsFor({ nodes }: Playbook, events: readonly BankEvent[]): BankEvent[] {
  const types = new Set(
    nodes.flatMap((node) =>
      node.kind === 'trigger' && node.occurs.by === 'announcement' ? [node.occurs.event] : [],
    ),
  )
  return events
    .filter(({ type }) => types.has(type))
    .map(({ name, ...event }) => ({ ...event, name: { 'zh-CN': name['zh-CN'], en: name.en } }))
}
