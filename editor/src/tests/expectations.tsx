import type { ValueType } from '@branch-playbook/engine'
import { ActionIcon, Button, Select, TagsInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { FailedExpectation, WrittenOutcome } from '../scrutiny/failed-tests.ts'
import { useScrutiny } from '../scrutiny/store.ts'
import { useOutcomeWords } from './outcome-words.ts'
import classes from './panel.module.css'
import { plainValue } from './plain-value.ts'
import type { TestProps } from './test-form.tsx'
import { ValueField } from './value-field.tsx'

/** What is expected of whoever is tested, and where he came out otherwise. */
export function Expectations({ playbook, test, at, editable }: TestProps) {
  const text = useText()
  const { named, nameOf } = useNames()
  const { change, changeAll } = useDocument.getState()
  const failed = useScrutiny((state) => state.verdicts[at]?.failed)
  const expected = Object.entries(test.expect)
  const others = [...named.values()].filter(
    ({ name, kind }) => kind !== null && !Object.hasOwn(test.expect, name),
  )
  const put = (name: string, value: unknown) => change(['tests', at, 'expect', name], value)
  const structural = (name: string, value: unknown) =>
    changeAll([{ path: ['tests', at, 'expect', name], value }], {
      text: value === undefined ? 'step.expectation_removed' : 'step.expectation_added',
      values: { name: nameOf(name) },
    })
  return (
    <section aria-label={text('tests.expected')}>
      <h4>{text('tests.expected')}</h4>
      <ul className={classes.rows}>
        {expected.map(([name, value]) => {
          const { type, mayBeMissing = true } = named.get(name) ?? {}
          const failure = failed?.find(({ outcome }) => outcome === name)
          return (
            <li key={name} data-failed={failure !== undefined || undefined}>
              <span>{nameOf(name)}</span>
              {Array.isArray(value) ? (
                <Members
                  name={nameOf(name)}
                  value={value}
                  editable={editable}
                  onChange={(next) => put(name, next)}
                />
              ) : (
                <ValueField
                  aria-label={nameOf(name)}
                  disabled={!editable}
                  type={type ?? typeOf(value)}
                  mayBeMissing={mayBeMissing}
                  currency={playbook.currency}
                  value={value}
                  onChange={(next) => put(name, next)}
                />
              )}
              {editable && (
                <Remove
                  words={text('list.take_away', { name: nameOf(name) })}
                  onClick={() => structural(name, undefined)}
                />
              )}
              {failure && (
                <Failure failure={failure} editable={editable} onTake={(taken) => put(name, taken)} />
              )}
            </li>
          )
        })}
      </ul>
      {editable && (
        <Select
          size="xs"
          aria-label={text('tests.expect')}
          placeholder={text('tests.expect')}
          searchable
          value={null}
          data={others.map(({ name }) => ({ value: name, label: nameOf(name) }))}
          onChange={(next) => {
            const type = next === null ? undefined : named.get(next)?.type
            if (next !== null && type) structural(next, plainValue(type, test.asOf))
          }}
        />
      )}
    </section>
  )
}

/** Of a value whose figure the playbook no longer has. */
const typeOf = (value: unknown): ValueType =>
  typeof value === 'boolean'
    ? { kind: 'flag' }
    : typeof value === 'number'
      ? { kind: 'count' }
      : { kind: 'class', values: value === null ? [] : [String(value)] }

interface FailureProps {
  readonly failure: FailedExpectation
  readonly editable: boolean
  onTake(value: WrittenOutcome): void
}

function Failure({ failure, editable, onTake }: FailureProps) {
  const text = useText()
  const words = useOutcomeWords()
  return (
    <small>
      {text('tests.now', { found: words(failure.outcome, failure.found) })}
      {editable && (
        <Button size="compact-xs" variant="subtle" onClick={() => onTake(failure.found)}>
          {text('tests.accept')}
        </Button>
      )}
    </small>
  )
}

interface MembersProps {
  readonly name: string
  readonly value: readonly (string | number | boolean)[]
  readonly editable: boolean
  onChange(value: readonly (string | number)[]): void
}

/** What a table that collects is expected to give: its members in their order. */
function Members({ name, value, editable, onChange }: MembersProps) {
  const areNumbers = value.some((each) => typeof each === 'number')
  return (
    <TagsInput
      size="xs"
      aria-label={name}
      disabled={!editable}
      value={value.map(String)}
      allowDuplicates
      onChange={(next) => onChange(areNumbers ? next.map(Number).filter(Number.isFinite) : next)}
    />
  )
}

interface RemoveProps {
  readonly words: string
  onClick(): void
}

export const Remove = ({ words, onClick }: RemoveProps) => (
  <ActionIcon size={24} variant="subtle" color="gray" aria-label={words} title={words} onClick={onClick}>
    <IconX size={13} aria-hidden />
  </ActionIcon>
)
