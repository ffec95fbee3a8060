import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Path } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { blank } from '../blank.ts'
import { type FieldProps, useInspected } from '../context.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { Comparison } from './comparison.tsx'

const GROUPS = ['all', 'any', 'none'] as const
type Group = (typeof GROUPS)[number]

/** The conditions that a group joins, and where they stand; null for a value that is no group. */
function groupOf(value: unknown, path: Path): { group: Group; parts: readonly unknown[]; at: Path } | null {
  const { all, any, not } = Object(value)
  if (Array.isArray(all)) return { group: 'all', parts: all, at: [...path, 'all'] }
  if (Array.isArray(any)) return { group: 'any', parts: any, at: [...path, 'any'] }
  const none: unknown = Object(not).any
  return Array.isArray(none) ? { group: 'none', parts: none, at: [...path, 'not', 'any'] } : null
}

const joined = (group: Group, parts: readonly unknown[]) =>
  group === 'none' ? { not: { any: parts } } : { [group]: parts }

/** A condition: comparisons, joined by all, any or none, in groups within groups. */
export function ConditionField({ path, words, value, row }: FieldProps<'condition'>) {
  const { labels, problems } = useFrame({ path, words, optional: false })
  return (
    <fieldset className={classes.condition} aria-label={labels.field(words)}>
      {row === undefined && <legend>{labels.field(words)}</legend>}
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
  if (groupOf(value, path)) return <Joined path={path} value={value} {...(remove && { remove })} />
  if (typeof value === 'object' && value && 'not' in value) {
    return <Negated path={path} value={value.not} {...(remove && { remove })} />
  }
  return <Single path={path} value={value} {...(remove && { remove })} />
}

function Joined({ path, value, remove }: ConditionProps) {
  const text = useText()
  const inspected = useInspected()
  const { change, editable } = inspected
  const { group, parts, at: place } = groupOf(value, path) ?? { group: 'all', parts: [], at: path }
  const one = () => blank({ form: 'condition' }, inspected)
  const add = (part: unknown) => change(path, joined(group, [...parts, part]))
  const without = (at: number) => {
    const rest = parts.filter((_, place) => place !== at)
    change(path, rest.length === 1 && group !== 'none' ? rest[0] : joined(group, rest))
  }
  return (
    <div className={classes.joined}>
      <div className={classes.joint}>
        <SegmentedControl
          size="xs"
          disabled={!editable}
          value={group}
          onChange={(next) => {
            const other = GROUPS.find((each) => each === next)
            if (other) change(path, joined(other, parts))
          }}
          data={GROUPS.map((each) => ({ value: each, label: text(`condition.${each}`) }))}
        />
        {remove && editable && <Remove onClick={remove} />}
      </div>
      {parts.map((part, at) => (
        <Condition
          key={at}
          path={[...place, at]}
          value={part}
          {...(parts.length > 1 && { remove: () => without(at) })}
        />
      ))}
      {editable && (
        <span className={classes.adding}>
          <Add what="condition.add" onClick={() => add(one())} />
          <Add
            what="condition.add_group"
            onClick={() => add(joined(group === 'any' ? 'all' : 'any', [one(), one()]))}
          />
        </span>
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
        <Add
          what="condition.add"
          onClick={() => change(path, { all: [value, blank({ form: 'condition' }, inspected)] })}
        />
      )}
    </div>
  )
}

function Add({ what, onClick }: { what: 'condition.add' | 'condition.add_group'; onClick(): void }) {
  const text = useText()
  return (
    <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={onClick}>
      {text(what)}
    </Button>
  )
}

function Remove({ onClick }: { onClick(): void }) {
  const text = useText()
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      aria-label={text('condition.remove')}
      onClick={onClick}
    >
      <IconX size={13} />
    </ActionIcon>
  )
}
