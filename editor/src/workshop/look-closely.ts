import { useEffect } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useDocument } from '../document/store.ts'
import { useScrutiny } from '../scrutiny/store.ts'

/** While a threshold is drawn along the figures of everyone have the processor: nobody reads warnings meanwhile. */
const QUIET_MS = 200

/** Keeps looking for what takes longer than an edit may: warnings, failed tests, broken claims. */
export function useCloseLook(): void {
  const { data: bank } = useBank()
  const { data: calendar } = useCalendar(bank?.calendar)
  const document = useDocument((state) => state.document)
  const isSound = useDocument((state) => state.reading.plan !== null)
  const { open, look } = useScrutiny.getState()
  useEffect(() => open(), [open])
  useEffect(() => {
    if (document === null) return
    const wait = setTimeout(() => look(document, isSound, calendar ?? null), isSound ? QUIET_MS : 0)
    return () => clearTimeout(wait)
  }, [document, isSound, calendar, look])
}
