import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useBank, useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import type { Comparison } from '../simulation/messages.ts'
import { keyOfPick } from '../simulation/pick.ts'
import { useSimulation } from '../simulation/store.ts'
import type { PanelProps } from '../workshop/panels.ts'
import { Cells } from './cells.tsx'
import { Customers } from './customers.tsx'
import { ListSizes } from './list-sizes.tsx'
import { Money } from './money.tsx'
import { Moves } from './moves.tsx'
import { Overview } from './overview.tsx'
import classes from './panel.module.css'
import { State, useStale } from './state.tsx'
import { AGAINST, useWhatIfView, VIEWS } from './view.ts'

/** What the edits would do to everyone, and to whom. */
export function WhatIfPanel({ playbook }: PanelProps) {
  const text = useText()
  const { comparison, pending } = useSimulation()
  const stale = useStale()
  const { pick } = useWhatIfView()
  return (
    <section
      className={classes.panel}
      aria-label={text('whatif.title')}
      aria-busy={pending}
      data-stale={stale || undefined}
      data-testid="what-if"
    >
      <Head playbook={playbook.id} comparison={stale ? null : comparison} />
      <div>
        <State />
      </div>
      {comparison && (
        <div className={classes.body} data-picking={pick !== null || undefined}>
          <div className={classes.figures} data-testid="figures">
            <View playbook={playbook} comparison={comparison} />
          </div>
          {pick && <Customers key={keyOfPick(pick)} playbook={playbook} pick={pick} />}
        </div>
      )}
    </section>
  )
}

interface ViewProps {
  readonly playbook: PanelProps['playbook']
  readonly comparison: Comparison
}

function View(props: ViewProps) {
  const { view } = useWhatIfView()
  switch (view) {
    case 'overview':
      return <Overview {...props} />
    case 'moves':
      return <Moves {...props} />
    case 'cells':
      return <Cells {...props} />
    case 'lists':
      return <ListSizes {...props} full />
    case 'money':
      return <Money {...props} />
  }
}

interface HeadProps {
  readonly playbook: string
  readonly comparison: Comparison | null
}

/** Which figures are shown, against what, and what they took. */
function Head({ playbook, comparison }: HeadProps) {
  const text = useText()
  const { data: bank } = useBank()
  const { view, against, show, choose } = useWhatIfView()
  const isInForce = bank?.playbook.id === playbook
  return (
    <header className={classes.head}>
      <SegmentedControl
        size="xs"
        aria-label={text('whatif.views')}
        value={view}
        data={VIEWS.map((each) => ({ value: each, label: text(`whatif.view.${each}`) }))}
        onChange={(chosen) => {
          const found = VIEWS.find((each) => each === chosen)
          if (found) show(found)
        }}
      />
      <Took comparison={comparison} />
      <span className={classes.key}>
        <i data-side="before" aria-hidden />
        {isInForce ? (
          <NativeSelect
            size="xs"
            aria-label={text('whatif.against')}
            value={against}
            data={AGAINST.map((each) => ({ value: each, label: text(`whatif.against.${each}`) }))}
            onChange={({ currentTarget }) =>
              choose({ against: AGAINST.find((each) => each === currentTarget.value) ?? 'in_force' })
            }
          />
        ) : (
          text('whatif.against.opened')
        )}
        <i data-side="after" aria-hidden /> {text('whatif.after')}
      </span>
    </header>
  )
}

/** How many were decided, how long it took, and how much had to be decided anew: said as it is. */
function Took({ comparison }: { readonly comparison: Comparison | null }) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  return (
    <p className={classes.took} aria-live="polite" data-testid="took">
      {comparison &&
        text('whatif.took', {
          customers: number(comparison.customers),
          took: number(Math.max(1, Math.round(comparison.took))),
          decided: comparison.decided,
          outcomes: comparison.outcomes,
        })}
    </p>
  )
}
