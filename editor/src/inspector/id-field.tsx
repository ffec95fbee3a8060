import { ActionIcon, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { renameNode } from '../composition/rename.ts'
import { isId, takenNames } from '../composition/unique.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import classes from './inspector.module.css'

interface IdFieldProps {
  readonly id: string
  readonly editable: boolean
  /** Whether it is open to be changed. */
  readonly open: boolean
  setOpen(open: boolean): void
  /** Called when the node or fact is called otherwise everywhere. */
  onRenamed(to: string): void
}

/** The name by which formulas, tests and other nodes refer to a node or a fact. Changed, it is changed in all of them. */
export function IdField({ id, editable, open, setOpen, onRenamed }: IdFieldProps) {
  const text = useText()
  if (!open) {
    return (
      <span className={classes.id}>
        <code>{id}</code>
        {editable && (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={text('id.rename')}
            title={text('id.rename')}
            onClick={() => setOpen(true)}
          >
            <IconPencil size={13} aria-hidden />
          </ActionIcon>
        )}
      </span>
    )
  }
  return <Rename id={id} onRenamed={onRenamed} close={() => setOpen(false)} />
}

interface RenameProps extends Pick<IdFieldProps, 'id' | 'onRenamed'> {
  close(): void
}

function Rename({ id, onRenamed, close }: RenameProps) {
  const text = useText()
  const playbook = useDocument((state) => state.shown)
  const [typed, setTyped] = useState(id)
  const [refused, setRefused] = useState(false)
  if (!playbook) return null
  const fault = faultOf(typed, id, takenNames(playbook))
  const rename = () => {
    if (typed === id) return close()
    const edits = fault ? [] : renameNode(playbook, id, typed)
    if (edits.length === 0) return setRefused(true)
    useDocument.getState().changeAll(edits, { text: 'step.renamed', values: { from: id, to: typed } })
    announce(text('step.renamed', { from: id, to: typed }))
    onRenamed(typed)
    close()
  }
  return (
    <TextInput
      size="xs"
      className={classes.rename ?? ''}
      classNames={{ input: classes.code ?? '' }}
      label={text('id.new')}
      description={text('id.everywhere')}
      autoFocus
      spellCheck={false}
      autoComplete="off"
      value={typed}
      error={fault ? text(fault, { id: typed }) : refused && text('id.refused')}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        setRefused(false)
      }}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') rename()
        if (event.key === 'Escape') {
          event.stopPropagation()
          close()
        }
      }}
      onBlur={() => (fault ? undefined : rename())}
    />
  )
}

function faultOf(typed: string, id: string, taken: ReadonlySet<string>): 'id.form' | 'id.taken' | null {
  if (!isId(typed)) return 'id.form'
  return typed !== id && taken.has(typed) ? 'id.taken' : null
}
