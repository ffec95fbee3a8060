import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { edited } from '../composition/edited.ts'
import { renameNode } from '../composition/rename.ts'
import type { Edit } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import classes from './outline.module.css'
import { useOutline } from './store.ts'
import { useStructure } from './structure.ts'
import { keyOfGroup, keyOfNode } from './tree-of.ts'

interface NameDialogProps {
  readonly id: string
  onClose(): void
}

/** What people call a node, in both languages, and what formulas call it. */
function NodeNameDialog({ id, onClose }: NameDialogProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { act } = useStructure()
  const node = useDocument((state) => state.shown?.nodes.find((each) => each.id === id))
  const [name, setName] = useState(node?.name ?? { 'zh-CN': '', en: '' })
  const [symbol, setSymbol] = useState(id)
  const [isTaken, setTaken] = useState(false)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    const playbook = useDocument.getState().shown
    if (!playbook) return
    const renamed = symbol === id ? [] : renameNode(playbook, id, symbol)
    if (symbol !== id && renamed.length === 0) return setTaken(true)
    const at = edited(playbook, renamed).nodes.findIndex((each) => each.id === symbol)
    const edits: Edit[] = [...renamed, { path: ['nodes', at, 'name'], value: name }]
    onClose()
    act(edits, { text: 'outline.step.rename', values: { name: bilingual(name) } }, keyOfNode(symbol))
  }
  return (
    <Dialog title={text('outline.rename')} onClose={onClose}>
      <form className={classes.form} onSubmit={rename}>
        <TextInput
          data-autofocus
          label={text('outline.name_zh')}
          value={name['zh-CN']}
          onChange={({ currentTarget }) => setName({ ...name, 'zh-CN': currentTarget.value })}
        />
        <TextInput
          label={text('outline.name_en')}
          value={name.en}
          onChange={({ currentTarget }) => setName({ ...name, en: currentTarget.value })}
        />
        <TextInput
          label={text('outline.symbol')}
          value={symbol}
          error={isTaken && text('outline.symbol_taken')}
          onChange={({ currentTarget }) => {
            setSymbol(currentTarget.value)
            setTaken(false)
          }}
        />
        <Button type="submit" size="xs">
          {text('outline.rename')}
        </Button>
      </form>
    </Dialog>
  )
}

/** What people call a group. */
function GroupNameDialog({ id, onClose }: NameDialogProps) {
  const text = useText()
  const { act } = useStructure()
  const groups = useDocument((state) => state.shown?.groups) ?? []
  const at = groups.findIndex((each) => each.id === id)
  const [name, setName] = useState(groups[at]?.name ?? '')
  const rename = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    act(
      [{ path: ['groups', at, 'name'], value: name }],
      { text: 'outline.step.rename', values: { name } },
      keyOfGroup(id),
    )
  }
  return (
    <Dialog title={text('outline.name_group')} onClose={onClose}>
      <form className={classes.form} onSubmit={rename}>
        <TextInput
          data-autofocus
          label={text('outline.group_name')}
          value={name}
          maxLength={200}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={name.trim() === '' || at === -1}>
          {text('outline.rename')}
        </Button>
      </form>
    </Dialog>
  )
}

/** The name asked for. */
export function NameDialog({ of, id }: { readonly of: 'node' | 'group'; readonly id: string }) {
  const close = () => useOutline.getState().ask(null)
  return of === 'node' ? (
    <NodeNameDialog id={id} onClose={close} />
  ) : (
    <GroupNameDialog id={id} onClose={close} />
  )
}
