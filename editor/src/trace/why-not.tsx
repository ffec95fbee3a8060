import type { Playbook } from '@branch-playbook/engine'
import { Button, Loader, Select } from '@mantine/core'
import { useState } from 'react'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { ValueField } from '../tests/value-field.tsx'
import classes from './panel.module.css'
import { useTrace } from './store.ts'
import { useWishes, type Wish } from './wishes.ts'

/** Why he did not come out otherwise: an outcome to wish for, and what would lead there. */
export function WhyNot({ playbook }: { readonly playbook: Playbook }) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { ask, whyNot } = useTrace()
  const wishes = useWishes(playbook)
  const [chosen, choose] = useState<string | null>(null)
  const [value, setValue] = useState<string | number | boolean | null>(null)
  const wish = wishes.find(({ id }) => id === chosen)
  const target = wish ? targetOf(wish, value) : null
  return (
    <form
      className={classes.whyNot}
      data-testid="why-not"
      onSubmit={(event) => {
        event.preventDefault()
        if (target !== null) ask(target, locale)
      }}
    >
      <h3>{text('trace.why_not')}</h3>
      <div className={classes.question}>
        <Select
          size="xs"
          aria-label={text('trace.wish')}
          placeholder={text('trace.wish')}
          searchable
          value={chosen}
          data={wishes.map(({ id, label }) => ({ value: id, label }))}
          onChange={(next) => {
            choose(next)
            setValue(null)
          }}
        />
        {wish?.type && (
          <ValueField
            aria-label={text('trace.wished_value')}
            type={wish.type}
            mayBeMissing={false}
            currency={playbook.currency}
            value={value}
            onChange={setValue}
          />
        )}
        <Button size="xs" variant="default" type="submit" disabled={target === null}>
          {text('trace.ask')}
        </Button>
      </div>
      <div aria-live="polite">
        {whyNot.target !== null && whyNot.sentences === null && <Loader size="xs" />}
        {whyNot.sentences && (
          <ul>
            {whyNot.sentences.map(({ about, text: words }, at) => (
              <li key={at} data-about={about}>
                {words}
              </li>
            ))}
          </ul>
        )}
      </div>
    </form>
  )
}

/** A wish as the engine reads it; null while it lacks its value. */
function targetOf({ id, type, more }: Wish, value: string | number | boolean | null): string | null {
  if (!type) return id
  if (value === null || value === '') return null
  return `${id}${more ? '>=' : '='}${value}`
}
