import { ActionIcon, Tooltip } from '@mantine/core'
import {
  type Icon,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconBoxMultiple,
  IconCopyPlus,
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconPlugConnected,
  IconTrash,
  IconZoomScan,
} from '@tabler/icons-react'
import type { Command } from '../commands/command.ts'
import { Keys } from '../commands/keys.tsx'
import { useText } from '../locale/text.ts'
import classes from './selection-bar.module.css'

/** The commands that the bar offers, with what they look like there. */
const SHOWN: readonly (readonly [id: string, icon: Icon])[] = [
  ['canvas.connect', IconPlugConnected],
  ['canvas.align_left', IconLayoutAlignLeft],
  ['canvas.align_center', IconLayoutAlignCenter],
  ['canvas.align_right', IconLayoutAlignRight],
  ['canvas.align_top', IconLayoutAlignTop],
  ['canvas.align_middle', IconLayoutAlignMiddle],
  ['canvas.align_bottom', IconLayoutAlignBottom],
  ['canvas.distribute_across', IconLayoutDistributeVertical],
  ['canvas.distribute_down', IconLayoutDistributeHorizontal],
  ['canvas.group', IconBoxMultiple],
  ['canvas.collapse', IconArrowsMinimize],
  ['canvas.expand', IconArrowsMaximize],
  ['canvas.duplicate', IconCopyPlus],
  ['canvas.fit_chosen', IconZoomScan],
  ['canvas.remove', IconTrash],
]

/** What can be done with what is chosen, above the cards. */
export function SelectionBar({ commands }: { readonly commands: readonly Command[] }) {
  const text = useText()
  const shown = SHOWN.flatMap(([id, Icon]) => {
    const command = commands.find((each) => each.id === id)
    return command && command.enabled !== false ? [{ command, Icon }] : []
  })
  return (
    <div className={classes.bar} role="toolbar" aria-label={text('canvas.chosen')}>
      {shown.map(({ command: { id, name, keys, run }, Icon }) => (
        <Tooltip
          key={id}
          openDelay={300}
          label={
            <span className={classes.label}>
              {text(name)} {keys?.[0] && <Keys keys={keys[0]} />}
            </span>
          }
        >
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={text(name)} onClick={run}>
            <Icon size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  )
}
