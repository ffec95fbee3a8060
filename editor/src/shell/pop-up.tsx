import { Drawer, Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { usePhone } from './phone.ts'
import classes from './pop-up.module.css'

interface PopUpProps {
  /** What opens it. */
  readonly target: ReactNode
  readonly title: string
  readonly width: number
  readonly opened: boolean
  onChange(opened: boolean): void
  readonly children: ReactNode
}

/** A small form beside the button that opens it; on a telephone a sheet from below, within reach of the thumb. */
export function PopUp({ target, title, width, opened, onChange, children }: PopUpProps) {
  const text = useText()
  const isPhone = usePhone()
  if (isPhone)
    return (
      <>
        {target}
        <Drawer
          opened={opened}
          onClose={() => onChange(false)}
          title={title}
          position="bottom"
          size="auto"
          classNames={{ content: classes.sheet, title: classes.title }}
          closeButtonProps={{ 'aria-label': text('close') }}
        >
          {children}
        </Drawer>
      </>
    )
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      width={width}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown aria-label={title}>{children}</Popover.Dropdown>
    </Popover>
  )
}
