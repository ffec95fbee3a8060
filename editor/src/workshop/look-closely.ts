import { useEffect } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useDocument } from '../document/store.ts'
import { useScrutiny } from '../scrutiny/store.ts'

/** Keeps looking for what takes longer than an edit may: warnings, failed tests, broken claims. */
export function useCloseLook(): void {
  const { data: bank } = useBank()
  const { data: calendar } = useCalendar(bank?.calendar)
  const document = useDocument((state) => state.document)
  const isSound = useDocument((state) => state.reading.plan !== null)
  const { open, look } = useScrutiny.getState()
  useEffect(() => open(), [open])
  useEffect(() => {
    if (document !== null) look(document, isSound, calendar ?? null)
  }, [document, isSound, calendar, look])
}
