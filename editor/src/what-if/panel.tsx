import type { Playbook } from '@branch-playbook/engine'
import { Loader } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import { useSelection } from '../canvas/selection.ts'
import { useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { Notice } from '../shell/notice.tsx'
import type { Comparison } from '../simulation/messages.ts'
import { useSimulation } from '../simulation/store.ts'
import type { PanelProps } from '../workshop/panels.ts'
import { ClassBars } from './class-bars.tsx'
import { ListSizes } from './list-sizes.tsx'
import classes from './panel.module.css'

/** What the edits would do: tiers, strategies and lists, in force and as edited, over every customer. */
export function WhatIfPanel({ playbook }: PanelProps) {
  const text = useText()
  const { comparison, invalid, failure } = useSimulation()
  const decidable = useDocument((state) => state.reading.plan !== null)
  const stale = invalid || !decidable
  return (
    <section className={classes.panel} aria-label={text('whatif.title')} data-stale={stale || undefined}>
      <header className={classes.head}>
        <h2>{text('whatif.title')}</h2>
        <Took comparison={stale ? null : comparison} />
        <span className={classes.key} aria-hidden>
          <i data-side="before" /> {text('whatif.before')} <i data-side="after" /> {text('whatif.after')}
        </span>
      </header>
      {failure !== null && <Notice tone="problem" title={text('whatif.failed')} text={failure} />}
      {stale && <Notice tone="caution" title={text('whatif.invalid')} text={text('whatif.invalid_what')} />}
      {comparison ? (
        <div className={classes.columns}>
          <Classes playbook={playbook} comparison={comparison} />
          <ListSizes comparison={comparison} />
        </div>
      ) : (
        failure === null && !stale && <Loader size="sm" m="md" />
      )}
    </section>
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

interface ClassesProps {
  readonly playbook: Playbook
  readonly comparison: Comparison
}

/** The tier that the coverage goes by, or the one that is selected; and the strategies. */
function Classes({ playbook, comparison }: ClassesProps) {
  const bilingual = useBilingual()
  const { valueName } = useNames()
  const { selected } = useSelection()
  const tiers = playbook.nodes.filter(({ kind }) => kind === 'tier')
  const coverage = playbook.nodes.find((node) => node.kind === 'coverage')
  const tier =
    tiers.find(({ id }) => id === selected) ??
    tiers.find(({ id }) => coverage?.kind === 'coverage' && id === coverage.tier) ??
    tiers[0]
  const matrix = playbook.nodes.find((node) => node.kind === 'matrix')
  const strategyName = (id: string) => {
    const strategy = matrix?.kind === 'matrix' ? matrix.strategies.find((each) => each.id === id) : undefined
    return strategy ? bilingual(strategy.name) : id
  }
  return (
    <>
      {tier && (
        <ClassBars node={tier.id} name={bilingual(tier.name)} comparison={comparison} valueName={valueName} />
      )}
      {matrix && (
        <ClassBars
          node={matrix.id}
          name={bilingual(matrix.name)}
          comparison={comparison}
          valueName={strategyName}
        />
      )}
    </>
  )
}
