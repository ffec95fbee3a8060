import {
  IconAdjustmentsHorizontal,
  IconBuildingBank,
  IconChartBar,
  IconChecklist,
  IconShieldCheck,
  IconSitemap,
  IconSpeakerphone,
  IconTargetArrow,
  IconUsers,
} from '@tabler/icons-react'
import type { Role } from '../api/session.ts'

/** The rooms of the product in the order of the navigation, and who may enter them. */
const ROOMS = [
  {
    text: 'room.administration',
    path: '/administration',
    icon: IconUsers,
    roles: ['administrator'],
  },
  {
    text: 'room.playbook',
    path: '/playbooks',
    icon: IconSitemap,
    roles: ['strategist', 'approver', 'auditor', 'administrator'],
  },
  {
    text: 'room.approvals',
    path: '/approvals',
    icon: IconChecklist,
    roles: ['strategist', 'approver', 'auditor', 'administrator'],
  },
  {
    text: 'room.branch',
    path: '/branch',
    icon: IconBuildingBank,
    roles: ['adviser', 'manager', 'strategist', 'approver', 'auditor'],
  },
  {
    text: 'room.manager',
    path: '/manager',
    icon: IconChartBar,
    roles: ['manager'],
  },
  {
    text: 'room.overlays',
    path: '/parameters',
    icon: IconAdjustmentsHorizontal,
    roles: ['manager'],
  },
  {
    text: 'room.events',
    path: '/events',
    icon: IconSpeakerphone,
    roles: ['strategist', 'approver', 'auditor', 'administrator'],
  },
  {
    text: 'room.campaigns',
    path: '/campaigns',
    icon: IconTargetArrow,
    roles: ['manager', 'strategist', 'approver', 'auditor'],
  },
  {
    text: 'room.audit',
    path: '/audit',
    icon: IconShieldCheck,
    roles: ['strategist', 'approver', 'auditor', 'administrator'],
  },
] as const satisfies readonly { roles: readonly Role[]; [more: string]: unknown }[]

/** Whether a role may enter an address; the auditor's room has pages for others too, and says itself for whom. */
export const isOpenTo = (role: Role, pathname: string): boolean => {
  const room = ROOMS.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
  return !room || room.path === '/audit' || room.roles.some((allowed) => allowed === role)
}

export const roomsOf = (role: Role) => ROOMS.filter(({ roles }) => roles.some((allowed) => allowed === role))
