import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../locale/text.ts'

interface SureDialogProps {
  readonly opened: boolean
  readonly customer: string
  readonly pending: boolean
  onClose(): void
  onSure(): void
}

/** Asks for the customer's number once more: what is erased does not come back. */
export function SureDialog({ opened, customer, pending, onClose, onSure }: SureDialogProps) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={text('erasure.sure', { customer })}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== customer) return
          setTyped('')
          onSure()
        }}
      >
        <Stack>
          <Text size="sm">{text('erasure.sure_what')}</Text>
          <TextInput
            data-autofocus
            label={text('erasure.again', { customer })}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {text('cancel')}
            </Button>
            <Button type="submit" color="red" loading={pending} disabled={typed.trim() !== customer}>
              {text('erasure.erase')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
