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
    const kept = keptValues(value, variant?.fields ?? [], other.fields)
    inspected.change(path, { ...fresh, ...kept, [form.by]: other.value })
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

/**
 * What is held that the other group has too, and what belongs to neither form, such as the name by which a fact is
 * referred to: choosing another group loses no more than it has to.
 */
function keptValues(value: unknown, before: readonly NamedForm[], after: readonly NamedForm[]): object {
  const gone = before.filter((field) => !after.some((each) => sameField(each, field)))
  return Object.fromEntries(
    Object.entries(Object(value)).filter(([name]) => !gone.some((field) => field.name === name)),
  )
}

const sameField = (one: NamedForm, other: NamedForm): boolean => JSON.stringify(one) === JSON.stringify(other)
