export {
  calendarIds,
  playbookFile,
  readCalendar,
  readCalendarDocument,
  readPlaybookText,
  SHIPPED_PLAYBOOKS,
  type ShippedPlaybook,
} from './shipped.ts'
export { type Solver, z3Solver } from './solver/solver.ts'
