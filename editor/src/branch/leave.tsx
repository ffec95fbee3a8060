import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import type { Branch } from '../api/branches.ts'
import { useLeaves, useWithdrawLeave } from '../api/leaves.ts'
import { useSession } from '../api/session.ts'
import { useFormats } from '../locale/format.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './day-summary.module.css'
import { LeaveForm } from './leave-form.tsx'

/** Who of the branch is away, today or later, and who looks after his customers; the manager enters it. */
export function Leave({ branch, day: today }: { readonly branch: Branch; readonly day: string }) {
  const text = useText()
  const nameOf = useLocalName()
  const { day } = useFormats(useCurrency())
  const { data: user } = useSession()
  const { data: leaves = [] } = useLeaves(branch.id)
  const withdraw = useWithdrawLeave()
  const [entering, setEntering] = useState(false)
  const enters = user?.role === 'manager'
  if (leaves.length === 0 && !enters) return null
  const adviserNamed = (id: string) => {
    const found = branch.advisers.find((each) => each.id === id)
    return found ? nameOf(found) : id
  }
  return (
    <section>
      <h3>
        {text('leave.title')} <span>{leaves.length}</span>
      </h3>
      <ul>
        {leaves.map(({ id, adviser, from, until, standIn }) => (
          <li key={id} className={classes.leave}>
            <div>
              {adviserNamed(adviser)}{' '}
              <small>
                {from === until ? day(from) : text('leave.days', { from: day(from), until: day(until) })}
              </small>
              <br />
              <small>
                {text('leave.stand_in_is', {
                  name: standIn === null ? text('leave.desk') : adviserNamed(standIn),
                })}
              </small>
            </div>
            {enters && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={text('leave.withdraw', { name: adviserNamed(adviser) })}
                onClick={() => withdraw.mutate(id)}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {withdraw.error && <Refused error={withdraw.error} />}
      {enters && (
        <Button size="compact-xs" variant="default" onClick={() => setEntering(true)}>
          {text('leave.enter')}
        </Button>
      )}
      {entering && <LeaveForm branch={branch} today={today} onClose={() => setEntering(false)} />}
    </section>
  )
}
