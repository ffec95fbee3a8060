import { TextInput } from '@mantine/core'
import type { FieldProps } from '../context.ts'
import { useFrame } from '../frame.tsx'

/** A day of the calendar. */
export function DateField(props: FieldProps<'date'>) {
  const { value, optional } = props
  const { input, set } = useFrame(props)
  return (
    <TextInput
      {...input}
      type="date"
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => {
        const day = event.currentTarget.value
        if (day !== '' || optional) set(day || undefined)
      }}
    />
  )
}
