import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useErasure } from '../api/personal-data.ts'
import page from '../audit/page.module.css'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './privacy.module.css'
import { SureDialog } from './sure-dialog.tsx'
import { WhatGoes } from './what-goes.tsx'

/** So many characters of a reason the server keeps. */
const MOST_OF_REASON = 1000

/** Where an administrator erases the personal data of a customer, of whom he sees nothing. */
export function ErasurePage() {
  const text = useText()
  const [customer, setCustomer] = useState('')
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const { mutate, data: erased, error, variables, isPending, reset } = useErasure()
  const number = customer.trim()
  const ready = number !== '' && reason.trim() !== ''
  const erase = () =>
    mutate(
      { customer: number, reason: reason.trim() },
      {
        onSuccess: () => {
          setCustomer('')
          setReason('')
        },
        onSettled: () => setAsking(false),
      },
    )
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{text('audit.erasure')}</h1>
        <p>{text('erasure.what')}</p>
      </header>
      <section className={page.panel} aria-label={text('erasure.effect')}>
        <WhatGoes />
      </section>
      <form
        className={`${page.panel} ${classes.form}`}
        onSubmit={(event) => {
          event.preventDefault()
          reset()
          if (ready) setAsking(true)
        }}
      >
        <TextInput
          label={text('erasure.customer')}
          description={text('erasure.customer_what')}
          maxLength={200}
          value={customer}
          onChange={({ currentTarget }) => setCustomer(currentTarget.value)}
        />
        <Textarea
          label={text('erasure.reason')}
          description={text('erasure.reason_what')}
          autosize
          minRows={2}
          maxLength={MOST_OF_REASON}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" color="red" disabled={!ready} style={{ justifySelf: 'start' }}>
          {text('erasure.erase')}
        </Button>
        <div aria-live="polite">
          {error && <Refused error={error} />}
          {erased && (
            <Notice
              tone="plain"
              title={text('erasure.done', { customer: variables?.customer ?? '' })}
              text={text('erasure.done_what', {
                parts: erased.parts,
                notes: erased.notes,
              })}
            />
          )}
        </div>
      </form>
      <SureDialog
        opened={asking}
        customer={number}
        pending={isPending}
        onClose={() => setAsking(false)}
        onSure={erase}
      />
    </div>
  )
}
