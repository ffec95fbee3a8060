import { describeProblem, problem, type ValueType } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useFormats } from '../locale/format.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { CodeProps } from './code-editor.tsx'
import { CodeInput } from './code-input.tsx'
import { unaryFault, unaryLanguage } from './unary-language.ts'

interface UnaryInputProps
  extends Pick<
    CodeProps,
    'value' | 'label' | 'editable' | 'autoFocus' | 'place' | 'onChange' | 'onKey' | 'onBlur'
  > {
  /** The figure that the cell tests. */
  readonly type: ValueType
  readonly mayBeMissing: boolean
  readonly currency: string
}

/**
 * The cell of a decision table while it is edited: it offers the values of a class and the ways of testing a figure,
 * and underlines what cannot be read. Keys for which the list of suggestions has no use go to `onKey`.
 */
export function UnaryInput({ type, mayBeMissing, currency, ...input }: UnaryInputProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { valueName } = useNames()
  const { money } = useFormats(currency)
  const language = useMemo(
    () =>
      unaryLanguage({ type, mayBeMissing, valueName, amount: money, about: (word) => text(`unary.${word}`) }),
    [type, mayBeMissing, valueName, money, text],
  )
  const { value } = input
  const faults = useMemo(() => {
    const found = unaryFault(value, type, mayBeMissing)
    return found ? [{ ...found, ...describeProblem(problem(found.code, [], found.values), locale) }] : []
  }, [value, type, mayBeMissing, locale])
  return <CodeInput {...input} oneLine language={language} faults={faults} />
}
