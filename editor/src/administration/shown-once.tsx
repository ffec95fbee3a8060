import { Button, CopyButton, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import classes from './administration.module.css'

interface ShownOnceProps {
  readonly title: string
  readonly what: string
  readonly secret: string
  onDone(): void
  readonly children?: ReactNode
}

/** A secret that is nowhere else: it stays until one says that one has it. */
export function ShownOnce({ title, what, secret, onDone, children }: ShownOnceProps) {
  const text = useText()
  return (
    <Dialog title={title} onClose={onDone} size={560} firm>
      <Stack gap="sm">
        <Text size="sm">{what}</Text>
        <Copied value={secret} autoFocus />
        <Text size="sm" fw={550}>
          {text('once.only')}
        </Text>
        {children}
        <Button onClick={onDone}>{text('once.done')}</Button>
      </Stack>
    </Dialog>
  )
}

interface CopiedProps {
  readonly value: string
  readonly autoFocus?: boolean
}

/** Something to be copied, with the button that does it where the browser lets pages copy: over TLS, or here. */
export function Copied({ value, autoFocus = false }: CopiedProps) {
  const text = useText()
  return (
    <div className={classes.copied}>
      <code>{value}</code>
      {window.isSecureContext && (
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
              data-autofocus={autoFocus || undefined}
            >
              <span aria-live="polite">{text(copied ? 'once.copied' : 'once.copy')}</span>
            </Button>
          )}
        </CopyButton>
      )}
    </div>
  )
}
