import { Checkbox } from '@mantine/core'
import type { OrderableProduct } from '../api/orders.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import classes from './orders.module.css'

interface DisclosuresProps {
  readonly disclosures: OrderableProduct['disclosures']
  /** The hashes of the texts that were acknowledged: a text that changes is not. */
  readonly acknowledged: ReadonlySet<string>
  onChange(acknowledged: ReadonlySet<string>): void
}

/** What the customer is told before he orders, word for word, each acknowledged by itself. */
export function Disclosures({ disclosures, acknowledged, onChange }: DisclosuresProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  if (disclosures.length === 0) return null
  const done = disclosures.filter(({ sha256 }) => acknowledged.has(sha256[locale])).length
  return (
    <fieldset className={classes.disclosures}>
      <legend>{text('orders.disclosures', { done, all: disclosures.length })}</legend>
      {disclosures.map(({ id, text: words, sha256 }) => {
        const hash = sha256[locale]
        return (
          <Checkbox
            key={id}
            size="sm"
            label={words[locale]}
            checked={acknowledged.has(hash)}
            onChange={({ currentTarget }) => {
              const next = new Set(acknowledged)
              if (currentTarget.checked) next.add(hash)
              else next.delete(hash)
              onChange(next)
            }}
          />
        )
      })}
    </fieldset>
  )
}
