import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCurrency } from '../../api/bank.ts'
import { type Activation, useWithdrawActivation } from '../../api/life.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Confirm } from '../../shell/confirm.tsx'
import { useLifeWords } from '../life-words.ts'

/** Takes a scheduled activation back before its day. */
export function WithdrawActivation({ activation }: { readonly activation: Activation }) {
  const text = useText()
  const words = useLifeWords()
  const { day } = useFormats(useCurrency())
  const [asked, setAsked] = useState(false)
  const { number, version, from, branches } = activation
  const withdraw = useWithdrawActivation(number)
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
        {text('activation.withdraw')}
      </Button>
      <Confirm
        opened={asked}
        title={text('activation.withdraw_title')}
        what={
          <p>
            {text('activation.withdraw_what', { version, from: day(from), where: words.where(branches) })}
          </p>
        }
        action={text('activation.withdraw_do')}
        reason={text('life.reason')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={(reason) => withdraw.mutate(reason, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
