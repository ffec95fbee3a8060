import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { type CustomerPage, useTransactions } from '../../api/customers.ts'
import { useFormats } from '../../locale/format.ts'
import { useLocalName, useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { useKnown } from './known.ts'
import { Panel } from './panel.tsx'

/** The latest that are read at a glance; the others are asked for. */
const AT_A_GLANCE = 8
const PAUSE = 250
const WAYS = ['both', 'in', 'out'] as const
type Way = (typeof WAYS)[number]

const KINDS = [
  'salary',
  'pension',
  'cash_in',
  'cash_out',
  'transfer_in',
  'transfer_out',
  'card_payment',
  'bill',
  'insurance_premium',
  'investment',
  'loan_repayment',
  'interest',
  'penalty_interest',
  'fee',
  'other',
] as const

/** His latest transactions, and a search among all that are kept in detail. */
export function Transactions({ page, currency }: SectionProps) {
  const text = useText()
  const nameOf = useLocalName()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), PAUSE)
  const [way, setWay] = useState<Way>('both')
  const [all, setAll] = useState(false)
  const asked = all || search !== '' || way !== 'both'
  const kinds = KINDS.filter(
    (kind) =>
      search !== '' && text(`transaction.${kind}`).toLocaleLowerCase().includes(search.toLocaleLowerCase()),
  )
  const found = useTransactions(
    page.customer.id,
    {
      ...(search !== '' && { search, kinds: kinds.join(',') }),
      ...(way !== 'both' && { direction: way }),
    },
    asked,
  )
  const none = page.transactions.length === 0
  return (
    <Panel
      title={text('customer.transactions')}
      empty={none && text('customer.no_transactions')}
      aside={
        !none && (
          <span className={classes.tools}>
            <SegmentedControl
              size="xs"
              aria-label={text('transactions.way')}
              value={way}
              onChange={(value) => setWay(WAYS.find((each) => each === value) ?? 'both')}
              data={WAYS.map((value) => ({ value, label: text(`transactions.${value}`) }))}
            />
            <TextInput
              size="xs"
              w={190}
              type="search"
              aria-label={text('transactions.search')}
              placeholder={text('transactions.search_for')}
              leftSection={<IconSearch size={14} aria-hidden />}
              value={typed}
              maxLength={100}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </span>
        )
      }
    >
      {asked ? (
        <Found found={found} currency={currency} />
      ) : (
        <>
          <Rows transactions={latestOf(page, nameOf)} currency={currency} />
          {page.transactions.length > AT_A_GLANCE && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
              {text('transactions.all')}
            </Button>
          )}
        </>
      )}
    </Panel>
  )
}

interface FoundProps {
  readonly found: ReturnType<typeof useTransactions>
  readonly currency: string
}

/** What a search found, with its sums, and more on demand. */
function Found({ found, currency }: FoundProps) {
  const text = useText()
  const { money, number } = useFormats(currency)
  const nameOf = useLocalName()
  const [first] = found.data?.pages ?? []
  if (found.error && !first) return <Refused error={found.error} onRetry={() => void found.refetch()} />
  if (!first) return <p className={classes.empty}>{text('transactions.searching')}</p>
  return (
    <>
      <p className={classes.sums} role="status">
        {text('transactions.found', {
          count: first.count,
          number: number(first.count),
          since: first.since,
          credit: money(first.credit),
          debit: money(first.debit),
        })}
      </p>
      <Rows
        transactions={
          found.data?.pages.flatMap(({ transactions }) =>
            transactions.map((each) => ({
              ...each,
              account:
                each.holding &&
                (each.holding.name === null
                  ? each.holding.id
                  : nameOf({ name: each.holding.name, nameEn: each.holding.nameEn })),
            })),
          ) ?? []
        }
        currency={currency}
      />
      {found.hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {text('transactions.more')}
        </Button>
      )}
    </>
  )
}

interface Row {
  readonly id: string
  readonly day: string
  readonly kind: string
  readonly madeBy: string
  readonly amount: number
  readonly account: string | null
}

function Rows({
  transactions,
  currency,
}: {
  readonly transactions: readonly Row[]
  readonly currency: string
}) {
  const text = useText()
  const known = useKnown()
  const { money } = useFormats(currency)
  if (transactions.length === 0) return null
  return (
    <table className={classes.table} data-folds aria-label={text('customer.transactions')}>
      <tbody>
        {transactions.map(({ id, day, amount, kind, madeBy, account }) => (
          <tr key={id} data-missing={madeBy === 'bank' || undefined}>
            <td className={classes.day}>{day}</td>
            <td>{known(`transaction.${kind}`)}</td>
            <td className={classes.small}>{account}</td>
            <td className={classes.number}>{money(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function latestOf({ transactions, holdings }: CustomerPage, nameOf: ReturnType<typeof useLocalName>): Row[] {
  return transactions.slice(0, AT_A_GLANCE).map(({ holding, ...transaction }) => {
    const held = holdings.find(({ id }) => id === holding)
    return { ...transaction, account: held ? nameOf(held) : holding }
  })
}
