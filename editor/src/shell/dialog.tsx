import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { usePhone } from './phone.ts'
import { useReturnFocus } from './return-focus.ts'

interface DialogProps {
  readonly title: string
  onClose(): void
  readonly size?: number
  /** Whether only its own buttons close it, because what it shows is gone afterwards. */
  readonly firm?: boolean
  readonly children: ReactNode
}

/** A dialog over the page, open as long as it is drawn; on a telephone it is the page. */
export function Dialog({ title, onClose, size = 440, firm = false, children }: DialogProps) {
  const text = useText()
  const isPhone = usePhone()
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      withCloseButton={!firm}
      closeOnClickOutside={!firm}
      closeOnEscape={!firm}
      closeButtonProps={{ 'aria-label': text('close') }}
      centered
      fullScreen={isPhone}
    >
      {children}
    </Modal>
  )
}
