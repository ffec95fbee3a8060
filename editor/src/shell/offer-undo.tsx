import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useText } from '../locale/text.ts'

/** So long one may think better of it, in milliseconds. */
const OFFERED_MS = 30_000

/**
 * Tells what was deleted and offers to bring it back, where the undo of the document knows nothing of it. What it
 * returns takes the offer away.
 */
export function useOfferUndo(): (deleted: string, undo: () => void) => () => void {
  const text = useText()
  return (deleted, undo) => {
    const taken = () => {
      notifications.hide(id)
      undo()
    }
    const id = notifications.show({
      autoClose: OFFERED_MS,
      message: (
        <Group gap="xs" justify="space-between">
          {deleted}
          <Button size="compact-xs" variant="light" onClick={taken}>
            {text('workshop.undo')}
          </Button>
        </Group>
      ),
    })
    return () => void notifications.hide(id)
  }
}
