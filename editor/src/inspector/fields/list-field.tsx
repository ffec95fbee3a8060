import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import type { FieldProps } from '../context.ts'
import { Field } from '../field.tsx'
import type { Form } from '../form.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { ListThresholds } from '../thresholds/list-thresholds.tsx'
import { ItemTools } from './item-tools.tsx'
import { LargeItem } from './large-item.tsx'
import { RowProblems } from './row-problems.tsx'

/** An ordered list: its order means something, so every item can be moved. */
export function ListField({ form, path, words, value, optional }: FieldProps<'list'>) {
  const text = useText()
  const { labels, problems, editable, set, move } = useFrame({ path, words, optional: false })
  const [added, setAdded] = useState<number | null>(null)
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const name = labels.field(words)
  const swap = (at: number, other: number) => move(path, form.item, { move: 'swap', at, with: other })
  const remove = (at: number) => {
    if (optional && items.length === 1) set(undefined)
    else move(path, form.item, { move: 'remove', at })
  }
  const add = () => {
    setAdded(items.length)
    move(path, form.item, { move: 'add' })
  }

  const tools = (at: number) => (
    <ItemTools
      at={at}
      last={items.length - 1}
      onSwap={(other) => swap(at, other)}
      onRemove={() => remove(at)}
    />
  )

  const itemProps = { form: form.item, words, optional: false }
  return (
    <fieldset className={classes.list}>
      <legend>{name}</legend>
      <Problems problems={problems} />
      <ListThresholds item={form.item} path={path} items={items} />
      {isRow(form.item) && items.length > 0 && <Captions form={form.item} words={words} />}
      {items.map((item, at) =>
        isRow(form.item) ? (
          <div key={at} className={classes.item}>
            <Row {...itemProps} path={[...path, at]} value={item} row={text('list.item', { at: at + 1 })} />
            {tools(at)}
            <RowProblems path={[...path, at]} />
          </div>
        ) : (
          <LargeItem
            key={at}
            {...itemProps}
            path={[...path, at]}
            value={item}
            tools={tools(at)}
            at={at}
            isNew={at === added}
          />
        ),
      )}
      {editable && (
        <Button
          size="compact-xs"
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={13} />}
          onClick={add}
        >
          {text('list.add', { name })}
        </Button>
      )}
    </fieldset>
  )
}

const SMALL: ReadonlySet<Form['form']> = new Set([
  'text',
  'number',
  'threshold',
  'choice',
  'reference',
  'class_value',
  'entry',
  'entry_of',
])

/** Whether an item is edited in one line: a single value, or a few small ones. */
const isRow = (item: Form): boolean =>
  SMALL.has(item.form) || (item.form === 'group' && item.fields.every(({ form }) => SMALL.has(form.form)))

/** An item in one line. */
function Row(props: FieldProps) {
  const { form, path, words, value, row } = props
  if (form.form !== 'group') return <Field {...props} />
  return (
    <div className={classes.row} data-columns={form.fields.length}>
      {form.fields.map(({ name, form: inner, optional }) => (
        <Field
          key={name}
          form={inner}
          optional={optional}
          path={[...path, name]}
          words={[...words, name]}
          value={typeof value === 'object' && value ? Reflect.get(value, name) : undefined}
          row={row}
        />
      ))}
    </div>
  )
}

function Captions({ form, words }: { readonly form: Form; readonly words: readonly string[] }) {
  const { labels } = useFrame({ path: [], words, optional: false })
  if (form.form !== 'group') return null
  return (
    <div className={classes.row} data-columns={form.fields.length} data-captions aria-hidden>
      {form.fields.map(({ name }) => (
        <span key={name}>{labels.field([...words, name])}</span>
      ))}
    </div>
  )
}
