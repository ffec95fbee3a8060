import { Select, TextInput } from '@mantine/core'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import type { FieldProps } from '../context.ts'
import { useFrame } from '../frame.tsx'
import { UnitInput } from './unit-input.tsx'

const UNITS = ['money', 'percent', 'days', 'count'] as const

/** A value of the type that the node itself declares: what a case of a rule gives. */
export function TypedValueField(props: FieldProps<'typed_value'>) {
  const { form, value, optional } = props
  const { input, set, node, currency } = useFrame(props)
  const text = useText()
  const { valueName } = useNames()
  const type = String(Reflect.get(node, form.of) ?? 'flag')
  const unit = UNITS.find((each) => each === type)
  if (unit) {
    const number = typeof value === 'number' ? value : null
    const change = (next: number | null) => set(next ?? undefined)
    return <UnitInput {...input} {...{ unit, currency, optional }} value={number} onChange={change} />
  }
  if (type === 'flag') {
    const data = [
      { value: 'true', label: text('choice.yes') },
      { value: 'false', label: text('choice.no') },
    ]
    const change = (next: string | null) => set(next === null ? undefined : next === 'true')
    const chosen = typeof value === 'boolean' ? String(value) : null
    return <Select {...input} value={chosen} data={data} clearable={optional} onChange={change} />
  }
  const written = value === undefined ? '' : String(value)
  if (type === 'class') {
    const listed: unknown = Reflect.get(node, 'values')
    const values = new Set(Array.isArray(listed) ? listed.map(String) : [])
    const data = [...values].map((each) => ({ value: each, label: valueName(each) }))
    const chosen = values.has(written) ? written : null
    const change = (next: string | null) => set(next ?? undefined)
    return <Select {...input} value={chosen} data={data} clearable={optional} onChange={change} />
  }
  return (
    <TextInput
      {...input}
      {...(type === 'date' && { type: 'date' })}
      value={written}
      onChange={(event) => set(event.currentTarget.value || (optional ? undefined : ''))}
    />
  )
}
