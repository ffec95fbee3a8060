import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { type PlannedEvent, type Reach, useReached } from '../api/events.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './reach.module.css'

interface ReachCustomersProps {
  readonly planned: PlannedEvent
  readonly adviser: Reach['branches'][number]['advisers'][number]['adviser']
  onClose(): void
}

/** The customers of one adviser whom the event would reach, as they would stand on his list. */
export function ReachCustomers({ planned, adviser, onClose }: ReachCustomersProps) {
  const text = useText()
  const nameOf = useLocalName()
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useReached(planned, adviser.id)
  const customers = data?.pages.flatMap((page) => page.customers) ?? []
  return (
    <Dialog title={text('reach.customers_of', { name: nameOf(adviser) })} size={520} onClose={onClose}>
      {error && <Refused error={error} />}
      <ol className={classes.customers}>
        {customers.map(({ id, name, listing }) => (
          <li key={id}>
            <Link to={`/customers/${encodeURIComponent(id)}`}>{name}</Link>
            <span>{id}</span>
            <em data-listing={listing ?? 'none'}>{text(`effect.listing.${listing ?? 'none'}`)}</em>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button size="xs" variant="default" loading={isFetching} onClick={() => fetchNextPage()}>
          {text('reach.more')}
        </Button>
      )}
    </Dialog>
  )
}
