import type { Effect } from '../../api/life.ts'
import { Changes } from './changes.tsx'
import classes from './effect.module.css'
import { Lists } from './lists.tsx'
import { Samples } from './samples.tsx'
import { StrategyMoves } from './strategy-moves.tsx'
import { TierMoves } from './tier-moves.tsx'
import { Worth } from './worth.tsx'

/** What changes in the rules, beside what that changes for all customers. */
export const EffectView = ({ effect }: { readonly effect: Effect }) => (
  <div className={classes.effect}>
    <div className={classes.columns}>
      <div>
        <Changes effect={effect} />
      </div>
      <div>
        <TierMoves tiers={effect.tiers} />
        <StrategyMoves strategies={effect.strategies} />
        <Worth value={effect.value} />
      </div>
    </div>
    <Lists effect={effect} />
    <Samples effect={effect} />
  </div>
)
