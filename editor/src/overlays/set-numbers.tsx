import { isOnStep } from '@branch-playbook/engine'
import { Button, Slider, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useBank, useCurrency } from '../api/bank.ts'
import {
  type BranchOverlays,
  type Overlay,
  type Parameter,
  useDiscard,
  useHandIn,
  useSaveDraft,
  type Values,
} from '../api/overlays.ts'
import { UnitInput } from '../inspector/fields/unit-input.tsx'
import { type TextKey, useBilingual, useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { Refused } from '../shell/refused.tsx'
import { useTooLong } from '../shell/too-long.ts'
import { EffectPanel } from './effect-panel.tsx'
import classes from './overlays.module.css'
import { unitOf, useParameterNumber } from './parameter-words.ts'

/** After so long without a change the effect is asked for. */
const REST_MS = 250

interface SetNumbersProps {
  /** The id under which they are kept. */
  readonly id: string
  readonly branch: BranchOverlays
  readonly draft: Overlay | null
  /** Whether others wait for head office already. */
  readonly waiting: boolean
  /** They are handed in or discarded, and others may be set. */
  onDone(): void
}

/** Sets a branch's numbers within their guardrails, beside what that would change. */
export function SetNumbers({ id, branch: { branch, parameters }, draft, waiting, onDone }: SetNumbersProps) {
  const text = useText()
  const { data: bank } = useBank()
  const today = bank?.day ?? ''
  const [set, setSet] = useState<Values>(() => draft?.values ?? valuesInForce(parameters))
  const [note, setNote] = useState(draft?.note ?? '')
  const [from, setFrom] = useState<string | null>(null)
  const values = ownBranches(parameters, set)
  const [rested] = useDebouncedValue(values, REST_MS)
  const [save, handIn, discard] = [useSaveDraft(branch), useHandIn(branch), useDiscard(branch)]
  const own = { id, revision: draft?.revision ?? 0, values, note: note.trim() }
  const tooLong = useTooLong(own.note)
  const fit = fitAll(parameters, values)
  const isChanged = parameters.some((each) => (set[each.id] ?? each.own) !== each.inForce)
  const error = handIn.error ?? save.error ?? discard.error
  const said = (words: TextKey) => announce(text(words))
  const done = (words: TextKey) => {
    said(words)
    onDone()
  }
  const refused = () => undefined
  const busy = save.isPending || handIn.isPending || discard.isPending
  return (
    <div className={classes.columns}>
      <section className={classes.card} aria-label={text('overlay.numbers')}>
        {parameters.map((parameter) => (
          <ParameterField
            key={parameter.id}
            parameter={parameter}
            value={set[parameter.id] ?? parameter.own}
            onChange={(value) => setSet({ ...set, [parameter.id]: value })}
          />
        ))}
        <Textarea
          size="xs"
          autosize
          minRows={2}
          label={text('overlay.note')}
          value={note}
          error={tooLong}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="date"
          label={text('overlay.from')}
          min={today}
          value={from ?? today}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
        {waiting && <p className={classes.what}>{text('overlay.waiting')}</p>}
        {error && <Refused error={error} />}
        <div className={classes.row}>
          <Button
            size="xs"
            loading={handIn.isPending}
            disabled={busy || waiting || tooLong !== null || !fit || !isChanged || own.note === ''}
            title={own.note === '' ? text('overlay.note_missing') : undefined}
            onClick={() =>
              void handIn
                .mutateAsync({ ...own, from: from ?? today })
                .then(() => done('overlay.handed_in'), refused)
            }
          >
            {text('overlay.hand_in')}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={save.isPending}
            disabled={busy || tooLong !== null || !fit || !isChanged}
            onClick={() => void save.mutateAsync(own).then(() => said('overlay.saved'), refused)}
          >
            {text('overlay.save')}
          </Button>
          {draft && (
            <Button
              size="xs"
              variant="subtle"
              disabled={busy}
              onClick={() => void discard.mutateAsync(id).then(() => done('overlay.discarded'), refused)}
            >
              {text('overlay.discard')}
            </Button>
          )}
        </div>
      </section>
      {fit && fitAll(parameters, rested) && <EffectPanel branch={branch} values={rested} />}
    </div>
  )
}

/** Whether a number is one of a parameter's steps; what is outside the guardrails does not come out of its field. */
const fits = ({ min, step }: Parameter, value: number): boolean =>
  isOnStep({ min, ...(step !== null && { step }) }, value)

const fitAll = (parameters: readonly Parameter[], values: Values): boolean =>
  parameters.every((each) => fits(each, values[each.id] ?? each.own))

const valuesInForce = (parameters: readonly Parameter[]): Values =>
  Object.fromEntries(parameters.map(({ id, inForce }) => [id, inForce]))

/** What a branch sets otherwise than head office: where it says the same, head office may change it later. */
const ownBranches = (parameters: readonly Parameter[], set: Values): Values =>
  Object.fromEntries(
    parameters.flatMap(({ id, own }) => {
      const value = set[id]
      return value === undefined || value === own ? [] : [[id, value] as const]
    }),
  )

interface ParameterFieldProps {
  readonly parameter: Parameter
  readonly value: number
  onChange(value: number): void
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const text = useText()
  const bilingual = useBilingual()
  const number = useParameterNumber()
  const currency = useCurrency()
  const { name, min, max, step, own, inForce } = parameter
  const whole = parameter.unit !== 'percent' && parameter.unit !== null
  const words = text('overlay.within', {
    min: number(parameter, min),
    max: number(parameter, max),
    own: number(parameter, own),
    step: step === null ? 'none' : number(parameter, step),
  })
  return (
    <div className={classes.parameter}>
      <UnitInput
        size="xs"
        label={bilingual(name)}
        unit={unitOf(parameter)}
        currency={currency}
        whole={whole}
        value={value}
        least={min}
        most={max}
        error={
          !fits(parameter, value) &&
          text('overlay.off_step', { min: number(parameter, min), step: number(parameter, step ?? 0) })
        }
        onChange={(next: number | null) => next !== null && onChange(next)}
      />
      <Slider
        size="sm"
        thumbSize={24}
        thumbLabel={bilingual(name)}
        label={null}
        min={min}
        max={max}
        step={step ?? (whole ? 1 : (max - min) / 100)}
        marks={[{ value: own }]}
        value={value}
        onChange={onChange}
      />
      <small>
        {words}
        {inForce !== own && ` ${text('overlay.holds', { value: number(parameter, inForce) })}`}
      </small>
    </div>
  )
}
