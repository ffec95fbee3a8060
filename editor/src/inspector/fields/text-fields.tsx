import { LOCALES } from '@branch-playbook/engine'
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import type { FieldProps } from '../context.ts'
import { useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'

export function TextField(props: FieldProps<'text'>) {
  const { value, optional } = props
  const { input, set } = useFrame(props)
  const shared = {
    ...input,
    value: typeof value === 'string' ? value : '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const next = event.currentTarget.value
      set(next === '' && optional ? undefined : next)
    },
  }
  return <TextInput {...shared} />
}

/** A text for people, in both languages. */
export function BilingualField(props: FieldProps<'bilingual'>) {
  const text = useText()
  const { labels } = useFrame(props)
  return (
    <fieldset className={classes.pair}>
      <legend>{labels.field(props.words)}</legend>
      {LOCALES.map((locale) => (
        <Side key={locale} {...props} locale={locale} languageName={text(`language.${locale}`)} />
      ))}
    </fieldset>
  )
}

interface SideProps extends FieldProps<'bilingual' | 'sentences'> {
  readonly locale: (typeof LOCALES)[number]
  readonly languageName: string
}

function Side({ form, value, path, words, optional, locale, languageName }: SideProps) {
  const text = useText()
  const { input, change } = useFrame({ words, path: [...path, locale], optional: false, row: languageName })
  const shared = {
    ...input,
    lang: locale,
    value: sideOf(value, locale),
    onChange: (event: { currentTarget: { value: string } }) => {
      const typed = event.currentTarget.value
      const sides = LOCALES.map((each) => [each, each === locale ? typed : sideOf(value, each)] as const)
      const empty = sides.every(([, side]) => side === '')
      change(path, empty && optional ? undefined : Object.fromEntries(sides))
    },
    leftSection: <span className={classes.language}>{text(`language.short.${locale}`)}</span>,
    leftSectionWidth: 34,
  }
  const long = form.form === 'bilingual' && form.long
  return long ? <Textarea autosize minRows={1} maxRows={7} {...shared} /> : <TextInput {...shared} />
}

function sideOf(value: unknown, locale: (typeof LOCALES)[number]): string {
  const side: unknown = typeof value === 'object' && value ? Reflect.get(value, locale) : ''
  return typeof side === 'string' ? side : ''
}

/** Sentences in both languages, one a line. */
export function SentencesField(props: FieldProps<'sentences'>) {
  const text = useText()
  const { labels } = useFrame(props)
  return (
    <fieldset className={classes.pair}>
      <legend>{labels.field(props.words)}</legend>
      {LOCALES.map((locale) => (
        <Lines key={locale} {...props} locale={locale} languageName={text(`language.${locale}`)} />
      ))}
    </fieldset>
  )
}

function Lines({ value, path, words, locale, languageName }: SideProps) {
  const { input, set } = useFrame({ words, path: [...path, locale], optional: false, row: languageName })
  const side: unknown = typeof value === 'object' && value ? Reflect.get(value, locale) : []
  const saved = Array.isArray(side) ? side.join('\n') : ''
  // While it is typed, a line may still be empty; the document holds the lines that say something.
  const [typed, type] = useState<string | null>(null)
  return (
    <Textarea
      {...input}
      lang={locale}
      autosize
      minRows={2}
      maxRows={8}
      value={typed ?? saved}
      onChange={(event) => {
        const next = event.currentTarget.value
        type(next)
        set(next.split('\n').filter((line) => line.trim() !== ''))
      }}
      onBlur={() => type(null)}
    />
  )
}
