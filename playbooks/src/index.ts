export {
  calendarIds,
  playbookFile,
  readCalendar,
  readCalendarDocument,
  readPlaybookText,
  SHIPPED_PLAYBOOKS,
  type ShippedPlaybook,
} from './shipped.ts'
