import type { FieldProps, Inspected } from '../context.ts'
import type { Unit } from '../form.ts'
import { useFrame } from '../frame.tsx'
import { UnitInput } from './unit-input.tsx'

/** A number in its unit: amounts are edited in the currency's major unit, though the document holds the minor. */
export function NumberField(props: FieldProps<'number' | 'threshold'>) {
  const { form, value, optional } = props
  const { input, set, currency, ...inspected } = useFrame(props)
  const unit = form.form === 'number' ? form.unit : unitOf(inspected, form.of)
  return (
    <UnitInput
      {...input}
      unit={unit}
      currency={currency}
      value={typeof value === 'number' ? value : null}
      optional={optional}
      onChange={(next) => set(next ?? undefined)}
      {...(form.form === 'number' && { whole: form.whole, least: form.least, most: form.most })}
    />
  )
}

/** The unit of the value that a field of the node refers to. */
function unitOf({ named, node }: Pick<Inspected, 'named' | 'node'>, field: string): Unit | null {
  const reference = field.split('.').reduce<unknown>((at, name) => Object(at)[name], node)
  const type = named.get(String(reference))?.type
  return type && type.kind !== 'class' && type.kind !== 'flag' ? type.kind : null
}
