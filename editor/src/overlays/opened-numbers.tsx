import {
  openableFields,
  openedBy,
  type Parameter,
  type Playbook,
  type PlaybookNode,
} from '@branch-playbook/engine'
import { Button, Select, TextInput } from '@mantine/core'
import { useDocument } from '../document/store.ts'
import { UnitInput } from '../inspector/fields/unit-input.tsx'
import folded from '../inspector/inspector.module.css'
import { fieldName } from '../inspector/labels.ts'
import { isTextKey, useText } from '../locale/text.ts'
import classes from './opened-numbers.module.css'
import { parameterFor } from './parameter-for.ts'

interface OpenedNumbersProps {
  readonly playbook: Playbook
  readonly node: PlaybookNode
  readonly editable: boolean
}

/** The numbers of a node that branches may set, with their guardrails. */
export function OpenedNumbers({ playbook, node, editable }: OpenedNumbersProps) {
  const text = useText()
  const changeAll = useDocument((state) => state.changeAll)
  const label = useFieldLabel(node)
  const all = playbook.parameters ?? []
  const own = all.flatMap((parameter, at) => (parameter.node === node.id ? [{ parameter, at }] : []))
  const fields = openableFields(node)
  const closed = fields.filter(({ field }) => own.every(({ parameter }) => parameter.field !== field))
  if (own.length === 0 && (fields.length === 0 || !editable)) return null
  const put = (parameters: readonly Parameter[], words: 'step.parameter_opened' | 'step.parameter_closed') =>
    changeAll([{ path: ['parameters'], value: parameters.length > 0 ? parameters : undefined }], {
      text: words,
      values: {},
    })
  return (
    <details className={folded.folded} open={own.length > 0}>
      <summary>{text('overlay.opened', { count: own.length })}</summary>
      <div className={folded.unfolded}>
        {own.map(({ parameter, at }) => (
          <Opened
            key={parameter.field}
            playbook={playbook}
            parameter={parameter}
            at={at}
            label={label(parameter.field)}
            editable={editable}
            onClose={() => put(all.toSpliced(at, 1), 'step.parameter_closed')}
          />
        ))}
        {editable && closed.length > 0 && (
          <Select
            size="xs"
            searchable
            label={text('overlay.open')}
            placeholder={text('overlay.open_which')}
            nothingFoundMessage={text('overlay.no_number')}
            data={closed.map(({ field }) => ({ value: field, label: label(field) }))}
            value={null}
            onChange={(field) => {
              const parameter = field === null ? null : parameterFor(playbook, node, field, label(field))
              if (parameter) put([...all, parameter], 'step.parameter_opened')
            }}
          />
        )}
      </div>
    </details>
  )
}

/** The place of a number in words, from its keys. */
function useFieldLabel({ kind }: PlaybookNode): (field: string) => string {
  const text = useText()
  return (field) => {
    const keys = field.split('/').slice(1)
    const words = keys.map((key, at) => {
      const path = keys.slice(0, at + 1)
      const isNamed = isTextKey(`field.${key}`) || isTextKey(`field.${kind}.${path.join('.')}`)
      return isNamed ? fieldName(text, kind, path) : key
    })
    return words.join(' › ')
  }
}

interface OpenedProps {
  readonly playbook: Playbook
  readonly parameter: Parameter
  readonly at: number
  readonly label: string
  readonly editable: boolean
  onClose(): void
}

function Opened({ playbook, parameter, at, label, editable, onClose }: OpenedProps) {
  const text = useText()
  const change = useDocument((state) => state.change)
  const opened = openedBy(playbook, parameter)
  const unit = numberUnit(opened?.unit)
  const set =
    (...path: string[]) =>
    (value: unknown) =>
      change(['parameters', at, ...path], value)
  return (
    <fieldset className={classes.opened} disabled={!editable}>
      <legend>{label}</legend>
      <div className={classes.row}>
        {(['zh-CN', 'en'] as const).map((locale) => (
          <TextInput
            key={locale}
            size="xs"
            label={text(`overlay.name.${locale}`)}
            value={parameter.name[locale]}
            onChange={({ currentTarget }) => set('name', locale)(currentTarget.value)}
          />
        ))}
      </div>
      <div className={classes.row}>
        {(['min', 'max', 'step'] as const).map((field) => (
          <UnitInput
            key={field}
            size="xs"
            label={text(`overlay.${field}`)}
            unit={unit}
            currency={playbook.currency}
            value={parameter[field] ?? null}
            optional={field === 'step'}
            onChange={(value: number | null) => set(field)(value ?? undefined)}
          />
        ))}
      </div>
      {editable && (
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          {text('overlay.close')}
        </Button>
      )}
    </fieldset>
  )
}

const NUMBER_UNITS = ['money', 'percent', 'days', 'working_days', 'months', 'minutes', 'count'] as const

const numberUnit = (unit: string | null | undefined) => NUMBER_UNITS.find((each) => each === unit) ?? null
