import {
  checkFormula,
  isError,
  namesOf,
  type Problem,
  pointer,
  type ValueType,
} from '@branch-playbook/engine'
import { Input } from '@mantine/core'
import { useId, useMemo } from 'react'
import { useProblemWords } from '../../document/problem-words.ts'
import { CodeInput } from '../../formula/code-input.tsx'
import { useFormulaLanguage, useTypeWords } from '../../formula/vocabulary.ts'
import { useText } from '../../locale/text.ts'
import { type FieldProps, useInspected } from '../context.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'

/** A formula: written with suggestions, what is wrong in it underlined where it stands, and below it what it gives. */
export function FormulaField(props: FieldProps<'formula'>) {
  const text = useText()
  const words = useProblemWords()
  const { set, problems, candidates, editable, currency, labels } = useFrame(props)
  const below = useId()
  const names = useMemo(() => candidates({ to: 'value', kinds: 'any' }), [candidates])
  const language = useFormulaLanguage(names, currency)
  const formula = typeof props.value === 'string' ? props.value : ''
  const faults = useMemo(
    () =>
      problems.filter(isError).flatMap((each) => placed(each).map((place) => ({ ...place, ...words(each) }))),
    [problems, words],
  )
  const name = labels.field(props.words)
  return (
    <Input.Wrapper size="xs" label={name} labelElement="div" description={labels.hint(props.words)}>
      <CodeInput
        value={formula}
        language={language}
        faults={faults}
        label={name}
        describedBy={below}
        place={pointer(props.path)}
        editable={editable}
        onChange={set}
      />
      <div id={below} className={classes.given}>
        {problems.map((problem) => (
          <Marked key={`${problem.code} ${problem.values.at}`} formula={formula} problem={problem} />
        ))}
        {problems.length === 0 && <Result formula={formula} />}
        {editable && <small>{text('formula.keys')}</small>}
      </div>
    </Input.Wrapper>
  )
}

/** Where in the formula a problem is; nowhere for one that is about all of it. */
function placed({ values: { at, end } }: Problem): { readonly at: number; readonly end: number }[] {
  if (typeof at !== 'number') return []
  return [{ at, end: typeof end === 'number' ? Math.max(end, at + 1) : at + 1 }]
}

/** What the formula gives, while nothing is wrong with it. */
function Result({ formula }: { readonly formula: string }) {
  const text = useText()
  const { playbook, currency } = useInspected()
  const typeWords = useTypeWords(currency)
  const typed = useMemo(() => checkFormula(formula, namesOf(playbook)).typed, [formula, playbook])
  if (!typed) return null
  const { unit, values = [], mayBeMissing } = typed
  const type = typeOf(unit, values)
  return (
    <small>
      {text('formula.gives', { type: type ? typeWords(type, mayBeMissing) : text('formula.number') })}
    </small>
  )
}

/** Null for a plain number, which takes on any unit. */
function typeOf(
  unit: NonNullable<ReturnType<typeof checkFormula>['typed']>['unit'],
  values: readonly string[],
): ValueType | null {
  if (unit === 'number' || unit === 'text') return null
  return unit === 'class' ? { kind: unit, values: [...values] } : { kind: unit }
}

/** The place that a problem is about, what is wrong there and how to mend it. */
function Marked({ formula, problem }: { readonly formula: string; readonly problem: Problem }) {
  const words = useProblemWords()
  const [place] = placed(problem)
  if (!place) return <Problems problems={[problem]} />
  const { what, mend } = words(problem)
  return (
    <p className={classes.marked}>
      <mark>{formula.slice(place.at, place.end) || ' '}</mark>{' '}
      <span className={classes.problem}>
        {what} {mend}
      </span>
    </p>
  )
}
