import { Select, Switch } from '@mantine/core'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import type { FieldProps } from '../context.ts'
import { useFrame } from '../frame.tsx'

interface Option {
  readonly value: string
  readonly label: string
}

interface OptionsProps extends Pick<FieldProps, 'value' | 'optional'> {
  readonly input: object
  readonly options: readonly Option[]
  set(value: unknown): void
}

/** One of several values. A value that is none of them stays visible, as what is wrong. */
function Options({ input, options, value, optional, set }: OptionsProps) {
  const known = typeof value !== 'string' || options.some((option) => option.value === value)
  const shown = known ? options : [...options, { value, label: value }]
  return (
    <Select
      {...input}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => set(next ?? undefined)}
      data={[...shown]}
      searchable={shown.length > 8}
      clearable={optional}
      allowDeselect={false}
      // In a table every pixel is for the value; it opens on a click all the same.
      {...('aria-label' in input && !optional && { rightSection: NOTHING, rightSectionWidth: 4 })}
    />
  )
}

const NOTHING = <span />

export function ChoiceField(props: FieldProps<'choice'>) {
  const { form } = props
  const { input, set, labels } = useFrame(props)
  const options = form.choices.map((value) => ({ value, label: labels.choice(value) }))
  return <Options {...props} input={input} set={set} options={options} />
}

export function ReferenceField(props: FieldProps<'reference'>) {
  const { input, set, candidates } = useFrame(props)
  const { nameOf } = useNames()
  const options = candidates(props.form.reference).map((value) => ({ value, label: nameOf(value) }))
  return <Options {...props} input={input} set={set} options={options} />
}

export function ClassValueField(props: FieldProps<'class_value'>) {
  const { input, set, classValues } = useFrame(props)
  const { valueName } = useNames()
  const options = classValues(props.form.of).map((value) => ({ value, label: valueName(value) }))
  return <Options {...props} input={input} set={set} options={options} />
}

export function EntryField(props: FieldProps<'entry'>) {
  const { list, by } = props.form
  const { input, set, entries, entryName } = useFrame(props)
  const options = entries(list, by).map((value) => ({ value, label: entryName(list, by, value) }))
  return <Options {...props} input={input} set={set} options={options} />
}

export function EntryOfField(props: FieldProps<'entry_of'>) {
  const { through, list, by } = props.form
  const { input, set, entriesOf, entryNameOf } = useFrame(props)
  const options = entriesOf(through, list, by).map((value) => ({
    value,
    label: entryNameOf(through, list, by, value),
  }))
  return <Options {...props} input={input} set={set} options={options} />
}

export function FlagField(props: FieldProps<'flag'>) {
  const text = useText()
  const { input, set, labels, editable } = useFrame(props)
  if (props.optional) {
    const options = [
      { value: 'true', label: text('choice.yes') },
      { value: 'false', label: text('choice.no') },
    ]
    const value = typeof props.value === 'boolean' ? String(props.value) : undefined
    return (
      <Options
        {...props}
        value={value}
        input={input}
        options={options}
        set={(next) => set(next === undefined ? undefined : next === 'true')}
      />
    )
  }
  return (
    <Switch
      size="xs"
      label={labels.field(props.words)}
      checked={props.value === true}
      disabled={!editable}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  )
}
