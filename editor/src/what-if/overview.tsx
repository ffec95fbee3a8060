import type { Playbook } from '@branch-playbook/engine'
import { useSelection } from '../canvas/selection.ts'
import type { Comparison } from '../simulation/messages.ts'
import { ClassBars } from './class-bars.tsx'
import classes from './figures.module.css'
import { ListSizes } from './list-sizes.tsx'
import { mainMatrix, mainTier } from './main-nodes.ts'

interface OverviewProps {
  readonly playbook: Playbook
  readonly comparison: Comparison
}

/** Tiers, strategies and lists beside each other: the tier that is selected, or the one that the coverage goes by. */
export function Overview({ playbook, comparison }: OverviewProps) {
  const { selected } = useSelection()
  const chosen = playbook.nodes.find(({ id }) => id === selected)
  const tier = chosen?.kind === 'tier' ? chosen.id : mainTier(playbook)
  const matrix = chosen?.kind === 'matrix' ? chosen.id : mainMatrix(playbook)
  return (
    <div className={classes.columns}>
      {tier !== null && <ClassBars node={tier} comparison={comparison} />}
      {matrix !== null && <ClassBars node={matrix} comparison={comparison} />}
      <ListSizes comparison={comparison} />
    </div>
  )
}
