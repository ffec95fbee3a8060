import { ActionIcon, Checkbox } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
import { Field } from '../field.tsx'
import type { Form } from '../form.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { RowProblems } from './row-problems.tsx'

/** One entry for each value of a class: a table, or a grid when each entry is itself by a class. */
export function ByClassField(props: FieldProps<'by_class'>) {
  const { form, path, words, value } = props
  const { labels, problems, classValues } = useFrame({ path, words, optional: false })
  const record = asRecord(value)
  const keys = keysOf(record, classValues(form.of))
  return (
    <fieldset className={classes.list}>
      <legend>{labels.field(words)}</legend>
      <Problems problems={problems} />
      <div className={classes.wide}>
        {form.entry.form === 'by_class' ? (
          <Grid {...props} rows={keys} record={record} entry={form.entry} />
        ) : (
          <Entries {...props} keys={keys} record={record} />
        )}
      </div>
    </fieldset>
  )
}

type Entry = Readonly<Record<string, unknown>>

const asRecord = (value: unknown): Entry => (typeof value === 'object' && value ? { ...value } : {})

/** The values of the class, then keys that are none of them: those are wrong, and stay until taken away. */
const keysOf = (record: Entry, values: readonly string[]): string[] => [
  ...values,
  ...Object.keys(record).filter((key) => !values.includes(key)),
]

interface GridProps extends FieldProps<'by_class'> {
  readonly rows: readonly string[]
  readonly record: Entry
  readonly entry: Extract<Form, { form: 'by_class' }>
}

function Grid({ form, path, words, rows, record, entry }: GridProps) {
  const text = useText()
  const { classValues, node } = useInspected()
  const { valueName, nameOf } = useNames()
  const columns = keysOf(asRecord(record[rows[0] ?? '']), classValues(entry.of))
  const axis = (field: string) => nameOf(String(Reflect.get(node, field)))
  return (
    <table className={classes.grid}>
      <caption>{text('grid.axes', { rows: axis(form.of), columns: axis(entry.of) })}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((column) => (
            <th key={column} scope="col">
              {valueName(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{valueName(row)}</th>
            {columns.map((column) => (
              <td key={column}>
                <Field
                  form={entry.entry}
                  path={[...path, row, column]}
                  words={words}
                  value={asRecord(record[row])[column]}
                  optional={false}
                  row={`${valueName(row)}, ${valueName(column)}`}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface EntriesProps extends FieldProps<'by_class'> {
  readonly keys: readonly string[]
  readonly record: Entry
}

function Entries({ form, path, words, keys, record }: EntriesProps) {
  const text = useText()
  const inspected = useInspected()
  const { labels, editable } = useFrame({ path, words, optional: false })
  const { valueName } = useNames()
  const known = inspected.classValues(form.of)
  const { entry: inner } = form
  const isGroup = inner.form === 'group'
  // An entry that is one value stands in a single column without a heading.
  const fields = isGroup ? inner.fields : [{ name: '', form: inner, optional: false }]
  const within = (name: string) => (isGroup ? [name] : [])
  return (
    <table className={classes.entries}>
      <thead>
        <tr>
          <td />
          {fields.map(({ name }) => (
            <th key={name} scope="col">
              {isGroup && labels.field([...words, name])}
            </th>
          ))}
        </tr>
      </thead>
      {keys.map((key) => {
        const entry = record[key]
        const isSet = entry !== null && entry !== undefined
        return (
          <tbody key={key}>
            <tr>
              <th scope="row">
                {known.includes(key) ? (
                  <Checkbox
                    size="xs"
                    label={valueName(key)}
                    checked={isSet}
                    disabled={!editable || !form.nullable}
                    onChange={(event) =>
                      inspected.change(
                        [...path, key],
                        event.currentTarget.checked ? blank(form.entry, inspected) : null,
                      )
                    }
                  />
                ) : (
                  <ActionIcon
                    size={24}
                    variant="subtle"
                    color="red"
                    aria-label={text('list.take_away', { name: key })}
                    onClick={() => inspected.change([...path, key], undefined)}
                  >
                    <IconX size={13} />
                  </ActionIcon>
                )}
              </th>
              {isSet ? (
                fields.map(({ name, form: inner, optional }) => (
                  <td key={name}>
                    <Field
                      form={inner}
                      optional={optional}
                      path={[...path, key, ...within(name)]}
                      words={[...words, ...within(name)]}
                      value={isGroup ? asRecord(entry)[name] : entry}
                      row={valueName(key)}
                    />
                  </td>
                ))
              ) : (
                <td colSpan={fields.length} className={classes.unset}>
                  {text('grid.unset')}
                </td>
              )}
            </tr>
            <tr>
              <td colSpan={fields.length + 1} className={classes.below}>
                <RowProblems path={[...path, key]} />
              </td>
            </tr>
          </tbody>
        )
      })}
    </table>
  )
}
