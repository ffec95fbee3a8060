import type { Playbook } from '@branch-playbook/engine'
import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useBank, useCurrency } from '../api/bank.ts'
import { useNamedCustomers } from '../api/snapshot-customers.ts'
import { useCommands } from '../commands/command.ts'
import { namedValues } from '../document/values.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import type { Pick } from '../simulation/pick.ts'
import { usePicked } from '../simulation/use-answer.ts'
import { CustomerTable } from './customer-table.tsx'
import classes from './customers.module.css'
import { useExport } from './export.ts'
import { useFocusHere } from './focus-here.ts'
import { amountsOf, mainAmount, mainMatrix, mainTier } from './main-nodes.ts'
import { useWhatIfView } from './view.ts'
import { useWords } from './words.ts'

const PAGE = 50

interface CustomersProps {
  readonly playbook: Playbook
  readonly pick: Pick
}

/** Those who are picked, a page at a time, with what is decided for them before and after the edits. */
export function Customers({ playbook, pick }: CustomersProps) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const { ofPick, nameOf } = useWords()
  const { data: bank } = useBank()
  const { figure, choose, pickOut } = useWhatIfView()
  const [from, setFrom] = useState(0)
  const amounts = amountsOf(playbook)
  const order = amounts.find((each) => each === figure) ?? mainAmount(playbook)
  const figures = figuresOf(playbook, pick, order)
  const found = usePicked({ pick, figures, order, from, most: PAGE })
  const { names, error } = useNamedCustomers(
    bank?.snapshot.hash,
    found?.customers.map(({ row }) => row) ?? [],
  )
  const words = ofPick(pick)
  const { head, close } = useFocusHere(() => pickOut(null))
  const exporting = useExport({ pick, figures, order, words })
  const count = found?.count ?? 0
  useEffect(() => {
    if (from > 0 && found && from >= found.count) setFrom(0)
  }, [from, found])
  useCommands([
    {
      id: 'whatif.unpick',
      name: 'whatif.unpick',
      group: 'view',
      keys: ['Escape'],
      within: '[data-picked]',
      run: close,
    },
    { id: 'whatif.export', name: 'whatif.export', group: 'view', enabled: count > 0, run: exporting.start },
  ])
  return (
    <section className={classes.pane} data-picked aria-label={text('whatif.customers')} data-testid="picked">
      <header className={classes.head}>
        <h3 ref={head} tabIndex={-1}>
          {words} <small data-testid="picked-count">{text('whatif.count', { count })}</small>
        </h3>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={text('whatif.unpick')}
          onClick={close}
        >
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.tools}>
        {order !== null && (
          <NativeSelect
            size="xs"
            aria-label={text('whatif.order')}
            value={order}
            data={amounts.map((each) => ({
              value: each,
              label: text('whatif.by_figure', { figure: nameOf(each) }),
            }))}
            onChange={({ currentTarget }) => choose({ figure: currentTarget.value })}
          />
        )}
        {exporting.done === null ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            disabled={count === 0}
            onClick={exporting.start}
          >
            {text('whatif.export')}
          </Button>
        ) : (
          <Button size="compact-xs" variant="light" onClick={exporting.stop}>
            {text('whatif.exporting', { done: exporting.done, count: exporting.of })}
          </Button>
        )}
        <span className={classes.pages}>
          {count > 0 &&
            text('whatif.page', { from: number(from + 1), to: number(Math.min(from + PAGE, count)) })}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            disabled={from === 0}
            aria-label={text('whatif.page_before')}
            onClick={() => setFrom(Math.max(0, from - PAGE))}
          >
            <IconChevronLeft size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            disabled={from + PAGE >= count}
            aria-label={text('whatif.page_after')}
            onClick={() => setFrom(from + PAGE)}
          >
            <IconChevronRight size={15} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      {exporting.cut !== null && (
        <p className={classes.note} role="status">
          {text('whatif.export_cut', { most: number(exporting.cut), count: number(count) })}
        </p>
      )}
      {(error ?? exporting.failure) && (
        <Notice
          tone="problem"
          title={text('whatif.names_failed')}
          text={(error ?? exporting.failure)?.message ?? ''}
        />
      )}
      {found && count === 0 && <p className={classes.note}>{text('whatif.nobody')}</p>}
      {found && count > 0 && (
        <CustomerTable
          customers={found.customers}
          names={names}
          figures={figures}
          types={namedValues(playbook)}
        />
      )}
    </section>
  )
}

/** What is told of each: tier, strategy, the amount by which they are ordered, and what they were picked by. */
function figuresOf(playbook: Playbook, pick: Pick, order: string | null): string[] {
  const asked = pick.flatMap((condition) => ('figure' in condition ? [condition.figure] : []))
  const main = [mainTier(playbook), mainMatrix(playbook), order].filter((each) => each !== null)
  return [...new Set([...asked, ...main])]
}
