import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'

interface ToolProps {
  readonly label: string
  readonly disabled?: boolean
  readonly expanded?: boolean
  onClick(): void
  readonly children: ReactNode
}

/** A small button, such as of an item of a list. */
export const Tool = ({ label, disabled = false, expanded, onClick, children }: ToolProps) => (
  <ActionIcon
    size={24}
    variant="subtle"
    color="gray"
    aria-label={label}
    aria-expanded={expanded}
    disabled={disabled}
    onClick={onClick}
  >
    {children}
  </ActionIcon>
)
