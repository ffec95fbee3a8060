import { Select } from '@mantine/core'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
import type { NamedForm } from '../form.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { Fields } from './group-field.tsx'

/** One of several groups of fields; which one is chosen first. */
export function VariantsField({ form, path, words, value }: FieldProps<'variants'>) {
  const inspected = useInspected()
  const { problems } = useFrame({ path, words, optional: false })
  const tag = useFrame({ path: [...path, form.by], words: [...words, form.by], optional: false })
  const chosen: unknown = typeof value === 'object' && value ? Reflect.get(value, form.by) : undefined
  const variant = form.variants.find((each) => each.value === chosen)
  const choose = (next: string | null) => {
    const other = form.variants.find((each) => each.value === next)
    if (!other || other === variant) return
    const fresh = Object(blank({ form: 'group', fields: other.fields }, inspected))
    const kept = sharedValues(value, variant?.fields ?? [], other.fields)
    inspected.change(path, { [form.by]: other.value, ...fresh, ...kept })
  }
  return (
    <div className={classes.group}>
      <Problems problems={problems} />
      <Select
        {...tag.input}
        value={typeof chosen === 'string' ? chosen : null}
        onChange={choose}
        data={form.variants.map((each) => ({ value: each.value, label: tag.labels.choice(each.value) }))}
        allowDeselect={false}
      />
      {variant && <Fields fields={variant.fields} path={path} words={words} value={value} />}
    </div>
  )
}

/** What the fields hold that both groups have, so that choosing another loses no more than it has to. */
function sharedValues(value: unknown, before: readonly NamedForm[], after: readonly NamedForm[]): object {
  const shared = after.filter((field) => before.some((each) => sameField(each, field)))
  return Object.fromEntries(
    shared.flatMap(({ name }) => {
      const held: unknown = Object(value)[name]
      return held === undefined ? [] : [[name, held]]
    }),
  )
}

const sameField = (one: NamedForm, other: NamedForm): boolean => JSON.stringify(one) === JSON.stringify(other)
