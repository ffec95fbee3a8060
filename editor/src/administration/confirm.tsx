import { Button, Group, Stack, Text } from '@mantine/core'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'

interface ConfirmProps {
  readonly title: string
  /** What happens if one says yes. */
  readonly what: string
  readonly yes: string
  /** Whether it takes something away. */
  readonly takes?: boolean
  readonly pending: boolean
  readonly error: unknown
  onYes(): void
  onClose(): void
}

/** Says what happens before it does. */
export function Confirm({ title, what, yes, takes = false, pending, error, onYes, onClose }: ConfirmProps) {
  const text = useText()
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack gap="md">
        <Text size="sm">{what}</Text>
        {error !== null && <Refused error={error} onRetry={onYes} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {text('cancel')}
          </Button>
          <Button
            {...(takes && { color: 'var(--red)', c: 'var(--surface)' })}
            loading={pending}
            onClick={onYes}
          >
            {yes}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
