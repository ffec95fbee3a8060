import { Select } from '@mantine/core'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
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
    const fresh = blank({ form: 'group', fields: other.fields }, inspected)
    inspected.change(path, { [form.by]: other.value, ...(typeof fresh === 'object' ? fresh : {}) })
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
