import { Button, Modal, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCurrency } from '../api/bank.ts'
import { draftKey, fetchDraft } from '../api/playbooks.ts'
import { useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'

interface ConflictProps {
  readonly id: string
  readonly opened: boolean
  onClose(): void
  onSaveMine(): Promise<void>
}

/** Somebody else saved the draft first. Nothing is lost whichever way one chooses, and one may look first. */
export function Conflict({ id, opened, onClose, onSaveMine }: ConflictProps) {
  const text = useText()
  const queries = useQueryClient()
  const { time } = useFormats(useCurrency())
  const { data: theirs } = useQuery({
    queryKey: [...draftKey(id), 'conflict'],
    queryFn: () => fetchDraft(id),
    enabled: opened,
    staleTime: 0,
  })
  const keepMine = async () => {
    if (!theirs) return
    useDocument.getState().rebase(theirs.etag)
    await onSaveMine()
  }
  const takeTheirs = () => {
    if (!theirs) return
    download()
    useDocument.getState().open({ playbook: id, document: theirs.document, etag: theirs.etag })
    queries.setQueryData(draftKey(id), theirs)
    onClose()
  }
  return (
    <Modal opened={opened} onClose={onClose} title={text('conflict.title')} centered size={520}>
      <Stack gap="md">
        <Text size="sm">
          {theirs
            ? text('conflict.what', { author: theirs.author, time: time(theirs.at) })
            : text('conflict.what_unknown')}
        </Text>
        <Stack gap="xs">
          <Button variant="default" onClick={download}>
            {text('conflict.download')}
          </Button>
          <Button variant="default" disabled={!theirs} onClick={takeTheirs}>
            {text('conflict.take_theirs')}
          </Button>
          <Button disabled={!theirs} onClick={() => void keepMine()}>
            {text('conflict.keep_mine')}
          </Button>
        </Stack>
      </Stack>
    </Modal>
  )
}

/** Hands the document out as a file, so that it outlives any choice. */
function download(): void {
  const { document: playbook, opened } = useDocument.getState()
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(playbook, null, 2)], { type: 'application/json' }))
  link.download = `${opened?.playbook ?? 'playbook'}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
