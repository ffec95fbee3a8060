import { NativeSelect, SegmentedControl } from '@mantine/core'
import { memo, type ReactNode, useState } from 'react'
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
import { useWordsOf, WordsOfPanel } from './words.ts'

/** What the edits would do to everyone, and to whom. */
export function WhatIfPanel({ playbook }: PanelProps) {
  const comparison = useSimulation((state) => state.comparison)
  const [shown, setShown] = useState({ playbook, comparison })
  // Figures and names are those of one edit: while the next is decided nothing of them is drawn anew.
  if (shown.comparison !== comparison) setShown({ playbook, comparison })
  const words = useWordsOf(shown.playbook)
  return (
    <WordsOfPanel value={words}>
      <Frame>
        <Head playbook={playbook.id} />
        <State />
        {shown.comparison && <Body playbook={shown.playbook} comparison={shown.comparison} />}
      </Frame>
    </WordsOfPanel>
  )
}

/** Says that figures are to come, and that those which are there are of an older edit. */
function Frame({ children }: { readonly children: ReactNode }) {
  const text = useText()
  const pending = useSimulation((state) => state.pending)
  const stale = useStale()
  return (
    <section
      className={classes.panel}
      aria-label={text('whatif.title')}
      aria-busy={pending}
      data-stale={stale || undefined}
      data-testid="what-if"
    >
      {children}
    </section>
  )
}

interface BodyProps {
  readonly playbook: PanelProps['playbook']
  readonly comparison: Comparison
}

const Body = memo((props: BodyProps) => {
  const pick = useWhatIfView((state) => state.pick)
  return (
    <div className={classes.body} data-picking={pick !== null || undefined}>
      <div className={classes.figures} data-testid="figures">
        <View {...props} />
      </div>
      {pick && <Customers key={keyOfPick(pick)} playbook={props.playbook} pick={pick} />}
    </div>
  )
})

function View(props: BodyProps) {
  const view = useWhatIfView((state) => state.view)
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
}

/** Which figures are shown, against what, and what they took. */
const Head = memo(({ playbook }: HeadProps) => {
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
      <Took />
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
})

/** How many were decided, how long it took, and how much had to be decided anew: said as it is. */
function Took() {
  const text = useText()
  const comparison = useSimulation((state) => state.comparison)
  const stale = useStale()
  const { number } = useFormats(useCurrency())
  return (
    <p className={classes.took} aria-live="polite" data-testid="took">
      {comparison &&
        !stale &&
        text('whatif.took', {
          customers: number(comparison.customers),
          took: number(Math.max(1, Math.round(comparison.took))),
          decided: comparison.decided,
          outcomes: comparison.outcomes,
        })}
    </p>
  )
}
