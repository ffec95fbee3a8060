import { NumberInput } from '@mantine/core'
import { useText } from '../locale/text.ts'
import classes from './experiments.module.css'

/** In percent of all units. */
export interface Shares {
  readonly share: number
  readonly holdout: number
}

/** Why two shares cannot be, as a key of a text; null when they can. */
export function wrongShares({ share, holdout }: Shares): 'shares.too_much' | 'shares.nobody' | null {
  if (share + holdout > 100) return 'shares.too_much'
  return share + holdout === 0 ? 'shares.nobody' : null
}

interface ShareFieldsProps {
  readonly shares: Shares
  onChange(shares: Shares): void
}

/** How many have the challenger, and how many never will. */
export function ShareFields({ shares, onChange }: ShareFieldsProps) {
  const text = useText()
  const wrong = wrongShares(shares)
  return (
    <div className={classes.shares}>
      {(['share', 'holdout'] as const).map((which) => (
        <NumberInput
          key={which}
          size="xs"
          label={text(`shares.${which}`)}
          description={text(`shares.${which}_what`)}
          suffix="%"
          min={0}
          max={100}
          decimalScale={2}
          clampBehavior="strict"
          value={shares[which]}
          onChange={(value) => onChange({ ...shares, [which]: Number(value) || 0 })}
        />
      ))}
      {wrong && <p role="alert">{text(wrong)}</p>}
    </div>
  )
}
