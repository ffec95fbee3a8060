import { Button, Loader, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useLine } from '../../api/runs.ts'
import { useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import page from '../page.module.css'
import { LineAgain } from './line-again.tsx'
import classes from './runs.module.css'

/** Finds one customer of a run, and decides him again. */
export function FindCustomer({ run }: { readonly run: string }) {
  const text = useText()
  const [search, setSearch] = useSearchParams()
  const customer = search.get('customer')
  const [typed, setTyped] = useState(customer ?? '')
  const { data: line, error, isFetching } = useLine(run, customer)
  return (
    <section className={page.panel} aria-labelledby="find-customer">
      <h2 id="find-customer">{text('runs.customer')}</h2>
      <p>{text('runs.customer_what')}</p>
      <form
        className={page.row}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() !== '') setSearch({ customer: typed.trim() }, { replace: true })
        }}
      >
        <TextInput
          size="xs"
          w={180}
          aria-label={text('runs.customer_number')}
          placeholder="C000001"
          maxLength={200}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit">
          {text('runs.decide_again')}
        </Button>
        {isFetching && <Loader size="xs" />}
      </form>
      <div className={classes.outcome} aria-live="polite">
        {error && !isFetching && <Refused error={error} />}
        {line && <LineAgain line={line} />}
      </div>
    </section>
  )
}
