import { type Plan, parseDay, parsePlaybookText, plan, type Run } from '@branch-playbook/engine'
import { readCalendar, readPlaybookText } from '@branch-playbook/playbooks'

const DAY = '2026-11-24'

/** The default playbook on a day on which a rate cut is news. */
export async function retail(): Promise<{ planned: Plan; run: Run }> {
  const text = await readPlaybookText('retail')
  const parsed = text.ok ? parsePlaybookText(text.value) : text
  const planned = parsed.ok ? plan(parsed.value) : parsed
  const calendar = await readCalendar('cn')
  if (!planned.ok || !calendar.ok) throw new Error('The default playbook or its calendar has problems')
  const name = { 'zh-CN': '降息', en: 'Rate cut' }
  const events = [{ id: 'cut', type: 'rate_cut', day: '2026-11-23', name }]
  return { planned: planned.plan, run: { asOf: parseDay(DAY) ?? 0, workingDays: calendar.value, events } }
}
