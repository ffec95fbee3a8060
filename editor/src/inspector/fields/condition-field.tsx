import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Path } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { Comparison } from './comparison.tsx'

const GROUPS = ['all', 'any'] as const
type Group = (typeof GROUPS)[number]

/** A condition: comparisons, joined by all or any, in groups within groups. */
export function ConditionField({ path, words, value }: FieldProps<'condition'>) {
  const { labels, problems } = useFrame({ path, words, optional: false })
  return (
    <fieldset className={classes.condition} aria-label={labels.field(words)}>
      <Problems problems={problems} />
      <Condition path={path} value={value} />
    </fieldset>
  )
}

interface ConditionProps {
  readonly path: Path
  readonly value: unknown
  remove?(): void
}

function Condition({ path, value, remove }: ConditionProps) {
  const group = GROUPS.find((each) => typeof value === 'object' && value && each in value)
  if (group) return <Joined path={path} value={value} group={group} {...(remove && { remove })} />
  if (typeof value === 'object' && value && 'not' in value) {
    return <Negated path={path} value={value.not} {...(remove && { remove })} />
  }
  return <Single path={path} value={value} {...(remove && { remove })} />
}

interface JoinedProps extends ConditionProps {
  readonly group: Group
}

function Joined({ path, value, group, remove }: JoinedProps) {
  const text = useText()
  const inspected = useInspected()
  const { change, editable } = inspected
  const listed: unknown = typeof value === 'object' && value ? Reflect.get(value, group) : []
  const parts: readonly unknown[] = Array.isArray(listed) ? listed : []
  const without = (at: number) => {
    const rest = parts.filter((_, place) => place !== at)
    change(path, rest.length === 1 ? rest[0] : { [group]: rest })
  }
  return (
    <div className={classes.joined}>
      <div className={classes.joint}>
        <SegmentedControl
          size="xs"
          disabled={!editable}
          value={group}
          onChange={(next) => change(path, { [next]: parts })}
          data={GROUPS.map((each) => ({ value: each, label: text(`condition.${each}`) }))}
        />
        {remove && editable && <Remove onClick={remove} />}
      </div>
      {parts.map((part, at) => (
        <Condition key={at} path={[...path, group, at]} value={part} remove={() => without(at)} />
      ))}
      {editable && (
        <Add onClick={() => change(path, { [group]: [...parts, blank({ form: 'condition' }, inspected)] })} />
      )}
    </div>
  )
}

function Negated({ path, value, remove }: ConditionProps) {
  const text = useText()
  const { change, editable } = useInspected()
  return (
    <div className={classes.joined}>
      <div className={classes.joint}>
        <Select
          size="xs"
          w={130}
          aria-label={text('condition.negation')}
          disabled={!editable}
          value="not"
          onChange={(next) => next === 'plain' && change(path, value)}
          data={[
            { value: 'not', label: text('condition.not') },
            { value: 'plain', label: text('condition.plain') },
          ]}
          allowDeselect={false}
        />
        {remove && editable && <Remove onClick={remove} />}
      </div>
      <Condition path={[...path, 'not']} value={value} />
    </div>
  )
}

function Single({ path, value, remove }: ConditionProps) {
  const inspected = useInspected()
  const { change, editable, problemsWithin } = inspected
  return (
    <div className={classes.single}>
      <Comparison path={path} value={value} />
      {remove && editable && <Remove onClick={remove} />}
      <Problems problems={problemsWithin(path)} />
      {!remove && editable && (
        <Add onClick={() => change(path, { all: [value, blank({ form: 'condition' }, inspected)] })} />
      )}
    </div>
  )
}

function Add({ onClick }: { onClick(): void }) {
  const text = useText()
  return (
    <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={onClick}>
      {text('condition.add')}
    </Button>
  )
}

function Remove({ onClick }: { onClick(): void }) {
  const text = useText()
  return (
    <ActionIcon
      size={20}
      variant="subtle"
      color="gray"
      aria-label={text('condition.remove')}
      onClick={onClick}
    >
      <IconX size={13} />
    </ActionIcon>
  )
}
