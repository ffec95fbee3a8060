import { Select, TextInput } from '@mantine/core'
import type { Path } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import type { FieldProps } from '../context.ts'
import { useFrame } from '../frame.tsx'
import { UnitInput } from './unit-input.tsx'

const UNITS = ['money', 'percent', 'days', 'count'] as const

/** A value of the type that the node itself declares: what a case of a rule or a row of a table gives. */
export function TypedValueField(props: FieldProps<'typed_value'>) {
  const { form, value, optional } = props
  const { input, set, node, currency } = useFrame(props)
  const text = useText()
  const { valueName } = useNames()
  const { type, values: listed } = declaredBy(Reflect.get(node, form.of), props.path, form.of, node)
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

interface Declared {
  readonly type: string
  readonly values: unknown
}

/** The type, and for a class the values: one for the whole node, or one for each output of a list of them. */
function declaredBy(declared: unknown, path: Path, field: string, node: object): Declared {
  if (!Array.isArray(declared))
    return { type: String(declared ?? 'flag'), values: Reflect.get(node, 'values') }
  const place = Number(path[0] === field ? path[1] : path.at(-1))
  const output: unknown = declared[place]
  if (typeof output !== 'object' || output === null) return { type: 'text', values: [] }
  return { type: String(Reflect.get(output, 'type')), values: Reflect.get(output, 'values') }
}
