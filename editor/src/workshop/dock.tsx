import { ActionIcon, Loader, Tabs } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useText } from '../locale/text.ts'
import classes from './dock.module.css'
import { PANELS, type PanelProps } from './panels.ts'
import { useView } from './view.ts'

/** The panels below the canvas, one at a time. */
export function Dock(props: PanelProps) {
  const text = useText()
  const { panel, show, hide } = useView()
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
      <div className={classes.head}>
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
