import { useEffect } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useEvents } from '../api/events.ts'
import { useVersion } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { useSimulation } from '../simulation/store.ts'

/** Keeps the what-if going: everyone under the playbook in force, against the document as it is edited. */
export function useWhatIf(id: string): void {
  const { data: bank } = useBank()
  const { data: events } = useEvents()
  const { data: calendar } = useCalendar(bank?.calendar)
  const inForce = bank?.playbook.id === id ? bank.playbook.version : undefined
  const { data: version } = useVersion(id, inForce)
  const before = version?.document
  const { open, compare } = useSimulation()
  const document = useDocument((state) => (state.opened?.playbook === id ? state.document : null))
  const decidable = useDocument((state) => state.reading.plan !== null)

  const snapshot = bank?.snapshot.hash
  const day = bank?.day
  useEffect(() => {
    if (!snapshot || !day || !events || !calendar || !before) return
    const stop = open({ snapshot, day, events, calendar }, before)
    compare(useDocument.getState().document)
    return stop
  }, [snapshot, day, events, calendar, before, open, compare])

  useEffect(() => {
    if (document && decidable) compare(document)
  }, [document, decidable, compare])
}
