import { ActionIcon, Loader, Tabs } from '@mantine/core'
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconX } from '@tabler/icons-react'
import { Suspense, useEffect, useRef } from 'react'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import classes from './dock.module.css'
import { PANELS, type PanelProps } from './panels.ts'
import { useView } from './view.ts'

/** The panels below the canvas, one at a time. */
export function Dock(props: PanelProps) {
  const text = useText()
  const { panel, show, hide, maximised, toggleMaximised } = useView()
  const head = useRef<HTMLDivElement>(null)
  const size = maximised ? 'workshop.restore_panel' : 'workshop.maximise_panel'
  const Resize = maximised ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal
  const resize = () => {
    toggleMaximised()
    announce(text(maximised ? 'workshop.panel_restored' : 'workshop.panel_maximised'))
  }
  useCommands([
    {
      id: 'maximise-panel',
      name: size,
      group: 'view',
      keys: maximised ? ['Escape', 'alt+F6'] : ['alt+F6'],
      run: resize,
    },
  ])
  useEffect(() => {
    const { activeElement } = document
    // What lies under the panel has lost the keyboard.
    if (maximised && (activeElement === document.body || activeElement?.closest('[inert]')))
      head.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }, [maximised])
  if (panel === null) return null
  return (
    <Tabs
      value={panel}
      onChange={(chosen) => {
        const found = PANELS.find(({ id }) => id === chosen)
        if (found) show(found.id)
      }}
      keepMounted={false}
      data-part="dock"
      classNames={{ root: classes.dock, panel: classes.panel }}
    >
      <div className={classes.head} ref={head}>
        <Tabs.List className={classes.tabs ?? ''} aria-label={text('workshop.panels')}>
          {PANELS.map(({ id, name, icon: Icon }) => (
            <Tabs.Tab
              key={id}
              value={id}
              title={text(name)}
              leftSection={<Icon size={15} stroke={1.7} aria-hidden />}
            >
              {text(name)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={text(size)}
          title={text(size)}
          onClick={resize}
        >
          <Resize size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={text('workshop.close_panel')}
          onClick={hide}
        >
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      {PANELS.map(({ id, Content }) => (
        <Tabs.Panel key={id} value={id}>
          <Suspense fallback={<Loader size="sm" m="md" />}>
            <Content {...props} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
