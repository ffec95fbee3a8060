import { Drawer, Popover } from '@mantine/core'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
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
  const dropdown = useRef<HTMLDivElement>(null)
  useReturnFrom(dropdown, opened && !isPhone)
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
      returnFocus={false}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown ref={dropdown} aria-label={title}>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}

/**
 * Gives the keyboard back to what had it before a pop-up opened, once that closes; what it was given on to in closing,
 * or a click beside, keeps it. Mantine would take it back from there.
 */
function useReturnFrom(dropdown: RefObject<HTMLElement | null>, opened: boolean): void {
  useEffect(() => {
    if (!opened) return
    const before = document.activeElement
    const giveBack = () => {
      const { activeElement: now, body } = document
      const isHere = now === null || now === body || dropdown.current?.contains(now)
      if (isHere && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
    // A click beside is where it goes only after this.
    return () => void setTimeout(giveBack)
  }, [opened, dropdown])
}
