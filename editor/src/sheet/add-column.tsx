import { OUTPUT_TYPES } from '@branch-playbook/engine'
import { Button, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { uniqueName } from '../composition/unique.ts'
import { dependents } from '../document/reach.ts'
import { useShown } from '../document/shown.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { Dialog } from '../shell/dialog.tsx'
import { perform } from './act.ts'
import { insertedInput, insertedOutput } from './edits.ts'
import { useSheet } from './model.ts'
import { activeColumn } from './rearrange.ts'
import classes from './sheet.module.css'
import { MOST, type Output } from './table.ts'

/** Asks what another column tests or gives, and puts it after the one where the cursor is. */
export function AddColumn({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const sheet = useSheet()
  const [side, choose] = useState<'when' | 'then'>('when')
  const add = (edits: ReturnType<typeof insertedInput>) => {
    perform(sheet, 'sheet.step.add_column', edits)
    onClose()
  }
  const active = activeColumn(sheet)
  const { inputs, outputs } = sheet.table
  const count = (side === 'when' ? inputs : outputs).length
  const before = active?.side === side ? active.at + 1 : count
  return (
    <Dialog title={text('sheet.add_column')} onClose={onClose}>
      <div className={classes.form}>
        <SegmentedControl
          size="xs"
          value={side}
          onChange={(value) => choose(value === 'then' ? 'then' : 'when')}
          data={[
            { value: 'when', label: text('sheet.add_test') },
            { value: 'then', label: text('sheet.add_result') },
          ]}
        />
        {count >= MOST[side] ? (
          <p>{text('sheet.columns_full', { most: MOST[side] })}</p>
        ) : side === 'when' ? (
          <NewTest onAdd={(of, ifMissing) => add(insertedInput(sheet, before, of, ifMissing))} />
        ) : (
          <NewResult onAdd={(output) => add(insertedOutput(sheet, before, output))} />
        )}
      </div>
    </Dialog>
  )
}

/** Which figure is tested: any that does not rest on the table itself. */
function NewTest({ onAdd }: { onAdd(of: string, ifMissing: boolean): void }) {
  const text = useText()
  const playbook = useShown()
  const { table } = useSheet()
  const { named, nameOf } = useNames()
  const [of, setOf] = useState<string | null>(null)
  const circle = playbook ? dependents(playbook, table.id) : new Set<string>()
  const figures = [...named.keys()].filter((name) => !circle.has(name.split('.')[0] ?? ''))
  const figure = of === null ? undefined : named.get(of)
  return (
    <>
      <Select
        size="xs"
        label={text('sheet.figure')}
        data-autofocus
        searchable
        value={of}
        onChange={setOf}
        data={figures.map((name) => ({ value: name, label: nameOf(name) }))}
        comboboxProps={{ withinPortal: true }}
      />
      <Add disabled={!figure} onClick={() => figure && onAdd(figure.name, figure.mayBeMissing)} />
    </>
  )
}

/** What else the table gives. */
function NewResult({ onAdd }: { onAdd(output: Output): void }) {
  const text = useText()
  const { table } = useSheet()
  const [name, setName] = useState('')
  const [type, setType] = useState<Output['type']>('count')
  const [values, setValues] = useState<string[]>([])
  const label = name.trim()
  const add = () => {
    const taken = new Set(table.outputs.map(({ id }) => id))
    const id = uniqueName('result', taken)
    const listed = type === 'class' ? { values } : {}
    onAdd({ id, type, label: { 'zh-CN': label, en: label }, ...listed })
  }
  return (
    <>
      <TextInput
        size="xs"
        label={text('sheet.result_name')}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Select
        size="xs"
        label={text('sheet.result_type')}
        allowDeselect={false}
        value={type}
        data={OUTPUT_TYPES.map((each) => ({
          value: each,
          label: text(each === 'date' ? 'sheet.date' : `choice.${each}`),
        }))}
        onChange={(value) => setType(OUTPUT_TYPES.find((each) => each === value) ?? type)}
      />
      {type === 'class' && (
        <TagsInput size="xs" label={text('sheet.result_values')} value={values} onChange={setValues} />
      )}
      <Add disabled={label === '' || (type === 'class' && values.length === 0)} onClick={add} />
    </>
  )
}

const Add = ({ disabled, onClick }: { readonly disabled: boolean; onClick(): void }) => {
  const text = useText()
  return (
    <div className={classes.buttons}>
      <Button size="xs" disabled={disabled} onClick={onClick}>
        {text('sheet.add')}
      </Button>
    </div>
  )
}
