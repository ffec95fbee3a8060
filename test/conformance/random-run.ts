import { formatDay, parseDay, type Run } from '@branch-playbook/engine'
import fc from 'fast-check'
import type { Draw } from './random-playbook.ts'

/** A day where calendars go wrong, with events of which most are still in force. */
export function randomRun(draw: Draw, workingDays: Run['workingDays']): Run {
  const asOf =
    parseDay(draw(fc.constantFrom('2026-01-01', '2026-02-14', '2026-03-02', '2026-10-09', '2026-12-31'))) ?? 0
  const events = draw(fc.subarray(['rate_cut', 'market_move'])).map((type) => ({
    id: type,
    type,
    day: formatDay(asOf - draw(fc.integer({ min: -1, max: 20 }))),
    ...(draw(fc.boolean()) && { until: formatDay(asOf + draw(fc.integer({ min: -2, max: 2 }))) }),
    name: { 'zh-CN': '事件', en: 'Event' },
  }))
  return { asOf, workingDays, events }
}
