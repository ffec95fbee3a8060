import { lazy, Suspense } from 'react'
import { useSession } from '../../api/session.ts'
import type { SectionProps } from '../sections.ts'

const All = lazy(async () => ({ default: (await import('../../privacy/held-data.tsx')).HeldData }))

/** All that is held of the customer, for auditors. */
export function HeldData({ page }: SectionProps) {
  const { data: user } = useSession()
  if (user?.role !== 'auditor') return null
  return (
    <Suspense>
      <All customer={page.customer.id} />
    </Suspense>
  )
}
