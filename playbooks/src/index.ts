export {
  calendarIds,
  playbookFile,
  readCalendar,
  readPlaybookText,
  SHIPPED_PLAYBOOKS,
  type ShippedPlaybook,
} from './shipped.ts'
