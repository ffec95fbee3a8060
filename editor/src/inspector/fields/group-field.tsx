import { Switch } from '@mantine/core'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
import { Field } from '../field.tsx'
import type { NamedForm } from '../form.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'

/** Several fields under one name. */
export function GroupField({ form, ...place }: FieldProps<'group'>) {
  const { labels, problems } = useFrame(place)
  return (
    <fieldset className={classes.group}>
      {place.words.length > 0 && place.row === undefined && <legend>{labels.field(place.words)}</legend>}
      <Problems problems={problems} />
      <Fields fields={form.fields} {...place} />
    </fieldset>
  )
}

interface FieldsProps extends Omit<FieldProps, 'form' | 'optional'> {
  readonly fields: readonly NamedForm[]
}

/** The fields of an object one below the other. Optional groups are switched on and off. */
export function Fields({ fields, path, words, value }: FieldsProps) {
  return fields.map(({ name, form, optional }) => {
    const inner = {
      form,
      optional,
      path: [...path, name],
      words: [...words, name],
      value: typeof value === 'object' && value ? Reflect.get(value, name) : undefined,
    }
    return optional && SWITCHED.has(form.form) ? (
      <SwitchedField key={name} {...inner} />
    ) : (
      <Field key={name} {...inner} />
    )
  })
}

const SWITCHED: ReadonlySet<string> = new Set(['group', 'variants', 'condition', 'by_class'])

function SwitchedField(props: FieldProps) {
  const { labels, set, editable } = useFrame(props)
  const inspected = useInspected()
  const on = props.value !== undefined
  return (
    <div className={classes.switched}>
      <Switch
        size="xs"
        label={labels.field(props.words)}
        description={labels.hint(props.words)}
        checked={on}
        disabled={!editable}
        onChange={(event) => set(event.currentTarget.checked ? blank(props.form, inspected) : undefined)}
      />
      {on && <Field {...props} row="" />}
    </div>
  )
}
