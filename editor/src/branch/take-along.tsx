import { Button, Menu } from '@mantine/core'
import { IconCalendar, IconChevronDown, IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react'
import type { Worklist } from '../api/branches.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { saveAsFile } from '../shell/save-as-file.ts'
import { type ListLine, listLines } from './list-lines.ts'
import { PrintList } from './print-list.tsx'

/** The list to take along: on paper, in Excel, in a calendar. */
export function TakeAlong({ worklist }: { readonly worklist: Worklist }) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { date } = worklist
  const channel = ({ action }: ListLine) => text(`channel.${action.channel}`)
  const excel = async () => {
    const { listXlsx } = await import('./list-xlsx.ts')
    const content = await listXlsx(listLines(worklist, locale), {
      sheet: text('branch.title'),
      columns: [
        text('branch.adviser'),
        text('list.column.position'),
        text('list.column.customer'),
        text('list.column.number'),
        text('list.column.tier'),
        text('list.column.occasion'),
        text('list.column.strategy'),
        text('contact.channel'),
        text('list.column.minutes'),
        text('list.column.call_back_on'),
        text('list.column.time'),
        text('list.column.call_back_note'),
        text('list.column.listing'),
        text('list.column.why'),
        text('list.column.points'),
        text('list.column.instead_of'),
      ],
      channel,
      listing: ({ action }) => text(`list.listing.${action.listing}`),
    })
    saveAsFile(`list-${date}.xlsx`, new Blob([new Uint8Array(content)], { type: XLSX }))
  }
  const calendar = async () => {
    const { listIcs } = await import('./list-ics.ts')
    const words = {
      name: text('branch.title'),
      summary: (line: ListLine) =>
        `${line.customer} · ${channel(line)} · ${text('unit.minutes', { minutes: line.action.minutes })}`,
    }
    const content = await listIcs(listLines(worklist, locale), date, words, new Date())
    saveAsFile(`list-${date}.ics`, new Blob([content], { type: 'text/calendar' }))
  }
  return (
    <>
      <PrintList worklist={worklist} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {text('list.take')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => window.print()}>
            {text('list.print')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileSpreadsheet size={15} aria-hidden />} onClick={() => void excel()}>
            {text('list.excel')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCalendar size={15} aria-hidden />} onClick={() => void calendar()}>
            {text('list.calendar')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
