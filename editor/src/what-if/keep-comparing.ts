import { useEffect, useState } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useNews } from '../api/events.ts'
import { useVersion } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { useSimulation } from '../simulation/store.ts'
import { useWhatIfCommands } from './commands.ts'
import { useWhatIfView } from './view.ts'

/** Keeps the what-if going: everyone as the playbook is edited, against what it is compared with. */
export function useWhatIf(id: string): void {
  useWhatIfCommands()
  const { data: bank } = useBank()
  const { data: events } = useNews()
  const { data: calendar } = useCalendar(bank?.calendar)
  // What it does changes at every edit, and with it all who look at the whole of it: here that is the whole page.
  const { open, compareWith, compare } = useSimulation.getState()
  const before = useBaseline(id)

  const snapshot = bank?.snapshot.hash
  const day = bank?.day
  const ready = Boolean(snapshot && day && events && calendar && before)
  useEffect(() => {
    if (!ready || !snapshot || !day || !events || !calendar) return
    return open({ snapshot, day, events, calendar })
  }, [ready, snapshot, day, events, calendar, open])

  useEffect(() => {
    if (!ready) return
    compareWith(before)
    const now = decidable(id, useDocument.getState())
    if (now) compare(now)
    // The worker is at an edit before the page begins to draw it: both have a processor of their own.
    return useDocument.subscribe((state, previous) => {
      const edited = decidable(id, state)
      if (edited && edited !== decidable(id, previous)) compare(edited)
    })
    // A bank that is opened anew knows nothing of what it is compared with.
  }, [ready, id, before, snapshot, day, events, calendar, compareWith, compare])
}

type Edited = ReturnType<typeof useDocument.getState>

/** The document that is edited, when it is of that playbook and has no errors. */
const decidable = (id: string, { opened, document, reading }: Edited): unknown =>
  opened?.playbook === id && reading.plan ? document : null

/** What edits are compared with: the version in force, or what was opened here; undefined until it is there. */
function useBaseline(id: string): unknown {
  const { data: bank } = useBank()
  const inForce = bank?.playbook.id === id ? bank.playbook.version : undefined
  const { data: version } = useVersion(id, inForce)
  const opened = useOpened(id)
  const against = useWhatIfView((state) => state.against)
  return against === 'opened' || (bank && inForce === undefined) ? opened : version?.document
}

/** The document as it was when it was opened here, however often it has been saved since. */
function useOpened(id: string): unknown {
  const document = useDocument((state) => (state.opened?.playbook === id ? state.opened.document : undefined))
  const [first, setFirst] = useState(document)
  if (first === undefined && document !== undefined) setFirst(document)
  return first
}
