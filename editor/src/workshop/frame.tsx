import type { ReactNode } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import classes from './frame.module.css'
import { nextPart } from './parts.ts'

interface FrameProps {
  /** Null while it is closed. */
  readonly outline: ReactNode | null
  readonly canvas: ReactNode
  readonly inspector: ReactNode
  /** Null while no panel is open. */
  readonly dock: ReactNode | null
  /** Whether the panel lies over the canvas, which keeps its size and what it shows. */
  readonly maximised: boolean
}

/** Below this width, in pixels, the inspector starts narrower. */
const NARROW = 1100

/** Sizes of the parts around the canvas, in pixels, which they keep while the window changes. */
const aside = (minSize: number, defaultSize: number) => ({
  className: classes.part,
  minSize,
  defaultSize,
  groupResizeBehavior: 'preserve-pixel-size' as const,
})
const OUTLINE = aside(160, 232)
const INSPECTOR = aside(264, window.innerWidth > NARROW ? 384 : 330)
const DOCK = aside(96, 268)
const CANVAS = { least: 180, leastWidth: 280 }

/** The parts of the workshop beside each other; who moves the lines between them finds them there next time. */
export function Frame({ outline, canvas, inspector, dock, maximised }: FrameProps) {
  const text = useText()
  const across = useKeptLayout('workshop-across', [...(outline ? ['outline'] : []), 'middle', 'inspector'])
  const down = useKeptLayout('workshop-down', ['canvas', ...(dock ? ['dock'] : [])])
  useCommands([
    {
      id: 'next-part',
      name: 'workshop.next_part',
      group: 'view',
      keys: ['F6'],
      whileTyping: true,
      run: () => nextPart(1),
    },
    {
      id: 'last-part',
      name: 'workshop.last_part',
      group: 'view',
      keys: ['shift+F6'],
      whileTyping: true,
      run: () => nextPart(-1),
    },
  ])
  return (
    <Group className={classes.frame} {...across}>
      {outline && (
        <>
          <Panel id="outline" {...OUTLINE}>
            {outline}
          </Panel>
          <Separator className={classes.upright} aria-label={text('workshop.outline_width')} />
        </>
      )}
      <Panel id="middle" minSize={CANVAS.leastWidth}>
        <Group
          className={classes.middle}
          data-maximised={maximised || undefined}
          orientation="vertical"
          {...down}
        >
          <Panel id="canvas" className={classes.part} minSize={CANVAS.least} inert={maximised}>
            {canvas}
          </Panel>
          {dock && (
            <>
              <Separator
                className={classes.level}
                aria-label={text('workshop.dock_height')}
                disabled={maximised}
              />
              <Panel id="dock" {...DOCK}>
                {dock}
              </Panel>
            </>
          )}
        </Group>
      </Panel>
      <Separator className={classes.upright} aria-label={text('workshop.inspector_width')} />
      <Panel id="inspector" {...INSPECTOR}>
        {inspector}
      </Panel>
    </Group>
  )
}

/** Where somebody put the lines between these parts on this machine; each set of open parts has its own. */
function useKeptLayout(id: string, panelIds: string[]) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id,
    panelIds,
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  })
  return { ...(defaultLayout && { defaultLayout }), onLayoutChanged }
}
