import { ActionIcon } from '@mantine/core'
import { IconChartHistogram } from '@tabler/icons-react'
import { useState } from 'react'
import type { Path } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import classes from './thresholds.module.css'
import { Thresholds } from './thresholds.tsx'

interface ComparisonSliderProps {
  readonly of: string
  /** Where the value stands that the figure is compared with. */
  readonly path: Path
  readonly value: number
}

/** Shows the figure's histogram over everyone, on which the value it is compared with can be moved. */
export function ComparisonSlider({ of, path, value }: ComparisonSliderProps) {
  const text = useText()
  const { nameOf } = useNames()
  const [open, setOpen] = useState(false)
  const label = text('thresholds.show', { name: nameOf(of) })
  return (
    <>
      <ActionIcon
        size={24}
        variant={open ? 'light' : 'subtle'}
        {...(!open && { color: 'gray' })}
        aria-label={label}
        aria-expanded={open}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <IconChartHistogram size={15} aria-hidden />
      </ActionIcon>
      {open && (
        <div className={classes.wide}>
          <Thresholds of={of} marks={[{ path, value, label: nameOf(of) }]} />
        </div>
      )}
    </>
  )
}
