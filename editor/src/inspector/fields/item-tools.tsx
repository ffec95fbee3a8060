import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { useInspected } from '../context.ts'
import classes from '../inspector.module.css'
import { Tool } from './tool.tsx'

interface ItemToolsProps {
  readonly at: number
  /** The place of the last item of the list. */
  readonly last: number
  onSwap(other: number): void
  onRemove(): void
}

/** What can be done with an item of a list: its order means something, so every item can be moved. */
export function ItemTools({ at, last, onSwap, onRemove }: ItemToolsProps) {
  const text = useText()
  const { editable } = useInspected()
  if (!editable) return null
  return (
    <span className={classes.tools}>
      <Tool label={text('list.up', { at: at + 1 })} disabled={at === 0} onClick={() => onSwap(at - 1)}>
        <IconArrowUp size={13} />
      </Tool>
      <Tool label={text('list.down', { at: at + 1 })} disabled={at === last} onClick={() => onSwap(at + 1)}>
        <IconArrowDown size={13} />
      </Tool>
      <Tool label={text('list.remove', { at: at + 1 })} onClick={onRemove}>
        <IconX size={13} />
      </Tool>
    </span>
  )
}
