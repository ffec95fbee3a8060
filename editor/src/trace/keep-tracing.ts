import { useEffect } from 'react'
import { useBank } from '../api/bank.ts'
import { useCalendar } from '../api/calendar.ts'
import { useDocument } from '../document/store.ts'
import { useLanguage } from '../locale/language.ts'
import { useLitPlaces } from './lit-places.ts'
import { useTrace } from './store.ts'
import { caseOf } from './subject.ts'

/** Keeps tracing whoever was chosen, at each edit, whichever panel is open. */
export function useTracing(): void {
  const { data: bank } = useBank()
  const playbook = useDocument((state) => state.reading.playbook)
  const calendarOf = playbook?.calendar ?? bank?.calendar
  const { data: calendar } = useCalendar(calendarOf)
  const isSound = useDocument((state) => state.reading.plan !== null)
  const locale = useLanguage((state) => state.locale)
  const subject = useTrace((state) => state.subject)
  const { open, trace, ask } = useTrace.getState()
  const isTracing = subject !== null
  useEffect(() => (isTracing ? open() : undefined), [isTracing, open])
  useEffect(() => {
    const found = playbook && subject && isSound ? caseOf(subject, playbook) : null
    if (!found || !calendar) return
    trace(playbook, calendar, found)
    const { target } = useTrace.getState().whyNot
    if (target !== null) ask(target, locale)
  }, [subject, playbook, isSound, calendar, locale, trace, ask])
  useLitPlaces()
}
