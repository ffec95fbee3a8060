import type { User } from '../identity/users.ts'
import type { Snapshot } from '../snapshot/open.ts'

const HEAD_OFFICE = ['strategist', 'approver', 'auditor', 'administrator'] as const

/** One user a role, the manager of every branch, and every adviser under his own number. */
export function demoUsersOf({ branches, advisers }: Snapshot): User[] {
  const headOffice = HEAD_OFFICE.map((role) => ({ id: role, name: role, role, branch: null, adviser: null }))
  const managers = branches.map(({ id, name }) => ({
    id: `manager-${id}`,
    name,
    role: 'manager' as const,
    branch: id,
    adviser: null,
  }))
  const staff = advisers.map(({ id, name, branch }) => ({
    id,
    name,
    role: 'adviser' as const,
    branch,
    adviser: id,
  }))
  const manager = managers[0]
  const adviser = staff.find(({ branch }) => branch === manager?.branch)
  return [
    ...headOffice,
    ...(manager ? [{ ...manager, id: 'manager' }] : []),
    ...(adviser ? [{ ...adviser, id: 'adviser' }] : []),
    ...managers,
    ...staff,
  ]
}
