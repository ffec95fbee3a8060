import type { Problem } from '@branch-playbook/engine'
import { Select, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { useProblemWords } from '../../document/problem-words.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import type { FieldProps } from '../context.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'

/** A formula as text; what is wrong in it is marked where it stands. */
export function FormulaField(props: FieldProps<'formula'>) {
  const text = useText()
  const { input, set, problems, candidates, editable } = useFrame(props)
  const { nameOf } = useNames()
  const area = useRef<HTMLTextAreaElement>(null)
  const formula = typeof props.value === 'string' ? props.value : ''
  const insert = (name: string) => {
    const { selectionStart = formula.length, selectionEnd = formula.length } = area.current ?? {}
    const [before, after] = [formula.slice(0, selectionStart), formula.slice(selectionEnd)]
    set(`${before}${/\w$/.test(before) ? ' ' : ''}${name}${/^\w/.test(after) ? ' ' : ''}${after}`)
    area.current?.focus()
  }
  return (
    <div>
      <Textarea
        {...input}
        ref={area}
        className={classes.formula}
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={false}
        value={formula}
        error={problems.length > 0}
        onChange={(event) => set(event.currentTarget.value)}
      />
      {problems.map((problem) => (
        <Marked key={`${problem.code} ${problem.values.at}`} formula={formula} problem={problem} />
      ))}
      {editable && (
        <Select
          size="xs"
          mt={4}
          aria-label={text('formula.insert')}
          placeholder={text('formula.insert')}
          value={null}
          data={candidates({ to: 'value', kinds: 'any' }).map((name) => ({
            value: name,
            label: `${nameOf(name)} · ${name}`,
          }))}
          searchable
          onChange={(name) => name !== null && insert(name)}
        />
      )}
    </div>
  )
}

/** The formula with the place that a problem is about, what is wrong there and how to mend it. */
function Marked({ formula, problem }: { readonly formula: string; readonly problem: Problem }) {
  const words = useProblemWords()
  const { at, end } = problem.values
  if (typeof at !== 'number') return <Problems problems={[problem]} />
  const { what, mend } = words(problem)
  const to = typeof end === 'number' ? Math.max(end, at + 1) : at + 1
  return (
    <p className={classes.marked}>
      <code>
        {formula.slice(0, at)}
        <mark>{formula.slice(at, to) || ' '}</mark>
        {formula.slice(to)}
      </code>
      <span className={classes.problem}>
        {what} {mend}
      </span>
    </p>
  )
}
