import { type Calendar, calendarSchema } from '@branch-playbook/engine'

const read = (files: Record<string, string>): unknown => JSON.parse(Object.values(files)[0] ?? 'null')

/** The product's own playbook, as its file has it. */
export const retailPlaybook = (): unknown =>
  read(import.meta.glob('../../../playbooks/retail.json', { query: '?raw', import: 'default', eager: true }))

export const chineseCalendar = (): Calendar =>
  calendarSchema.parse(
    read(
      import.meta.glob('../../../playbooks/calendars/cn.json', {
        query: '?raw',
        import: 'default',
        eager: true,
      }),
    ),
  )
