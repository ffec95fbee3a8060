import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../locale/text.ts'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
import { Field } from '../field.tsx'
import type { Form } from '../form.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { LargeItem } from './large-item.tsx'
import { RowProblems } from './row-problems.tsx'

/** An ordered list: its order means something, so every item can be moved. */
export function ListField({ form, path, words, value }: FieldProps<'list'>) {
  const text = useText()
  const inspected = useInspected()
  const { labels, problems, editable, set } = useFrame({ path, words, optional: false })
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const name = labels.field(words)
  const swap = (at: number, other: number) =>
    set(items.map((item, place) => (place === at ? items[other] : place === other ? items[at] : item)))

  const tools = (at: number) =>
    editable && (
      <span className={classes.tools}>
        <Tool label={text('list.up', { at: at + 1 })} disabled={at === 0} onClick={() => swap(at, at - 1)}>
          <IconArrowUp size={13} />
        </Tool>
        <Tool
          label={text('list.down', { at: at + 1 })}
          disabled={at === items.length - 1}
          onClick={() => swap(at, at + 1)}
        >
          <IconArrowDown size={13} />
        </Tool>
        <Tool
          label={text('list.remove', { at: at + 1 })}
          onClick={() => set(items.filter((_, place) => place !== at))}
        >
          <IconX size={13} />
        </Tool>
      </span>
    )

  const itemProps = { form: form.item, words, optional: false }
  return (
    <fieldset className={classes.list}>
      <legend>{name}</legend>
      <Problems problems={problems} />
      {isRow(form.item) && <Captions form={form.item} words={words} />}
      {items.map((item, at) =>
        isRow(form.item) ? (
          <div key={at} className={classes.item}>
            <Row {...itemProps} path={[...path, at]} value={item} row={text('list.item', { at: at + 1 })} />
            {tools(at)}
            <RowProblems path={[...path, at]} />
          </div>
        ) : (
          <LargeItem key={at} {...itemProps} path={[...path, at]} value={item} tools={tools(at)} at={at} />
        ),
      )}
      {editable && (
        <Button
          size="compact-xs"
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={13} />}
          onClick={() => set([...items, blank(form.item, inspected)])}
        >
          {text('list.add', { name })}
        </Button>
      )}
    </fieldset>
  )
}

interface ToolProps {
  readonly label: string
  readonly disabled?: boolean
  onClick(): void
  readonly children: ReactNode
}

const Tool = ({ label, disabled = false, onClick, children }: ToolProps) => (
  <ActionIcon
    size={20}
    variant="subtle"
    color="gray"
    aria-label={label}
    disabled={disabled}
    onClick={onClick}
  >
    {children}
  </ActionIcon>
)

const SMALL: ReadonlySet<Form['form']> = new Set([
  'text',
  'number',
  'threshold',
  'choice',
  'reference',
  'class_value',
  'entry',
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
