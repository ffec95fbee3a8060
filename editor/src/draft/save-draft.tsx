import { Button } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import classes from './conflict.module.css'
import { Conflict } from './conflict.tsx'
import { saveNow } from './keep.ts'
import { Recovery } from './recovery.tsx'
import { useSaving } from './saving.ts'
import { useSavingTold } from './told.tsx'

/**
 * Keeps the document as the draft at once, though it is kept by itself soon. Faults in it do not matter, as long as
 * it has the form of a playbook.
 */
export function SaveDraft({ id }: { readonly id: string }) {
  const text = useText()
  const { state, asked, choosing } = useSaving()
  const hasForm = useDocument(({ reading }) => reading.playbook !== null)
  const choose = () => useSaving.setState({ choosing: true })
  useSavingTold()
  useCommands([
    {
      id: 'save',
      name: 'save.draft',
      group: 'document',
      keys: ['mod+S'],
      whileTyping: true,
      enabled: hasForm,
      run: () => void saveNow(),
    },
    { id: 'choose', name: 'conflict.resolve', group: 'document', enabled: state === 'conflict', run: choose },
  ])
  return (
    <>
      {state === 'conflict' ? (
        <Button size="xs" className={classes.choose ?? ''} onClick={choose}>
          {text('conflict.resolve')}
        </Button>
      ) : (
        <Button
          size="xs"
          leftSection={<IconDeviceFloppy size={15} aria-hidden />}
          loading={state === 'saving' && asked !== null}
          disabled={!hasForm}
          onClick={() => void saveNow()}
        >
          {text('save.draft')}
        </Button>
      )}
      <Conflict id={id} opened={choosing} onClose={() => useSaving.setState({ choosing: false })} />
      <Recovery id={id} />
    </>
  )
}
