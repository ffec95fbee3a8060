import { beyond, type Means } from '@branch-playbook/engine'
import { Button, Loader, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { type OrderableProduct, useOrderable, usePlaceOrder } from '../api/orders.ts'
import { refusalOf } from '../api/refusal.ts'
import { type NumberStyle, readTyped } from '../inspector/typed-number.ts'
import { currencySign, minorDigits, useFormats } from '../locale/format.ts'
import { useLanguage } from '../locale/language.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import { Beyond } from './beyond.tsx'
import { Disclosures } from './disclosures.tsx'
import { OrderReview } from './order-review.tsx'
import classes from './orders.module.css'
import { ProductChoice } from './product-choice.tsx'
import { AmountNotes } from './terms.tsx'

interface OrderDialogProps {
  readonly customer: { readonly id: string; readonly name: string }
  readonly action?: string
  onClose(): void
}

/** An order on the spot: the product, the amount, and what the customer is told, each acknowledged by itself. */
export function OrderDialog({ customer, action, onClose }: OrderDialogProps) {
  const text = useText()
  const { data, error, refetch } = useOrderable(customer.id)
  return (
    <Dialog title={text('orders.place_for', { name: customer.name })} size={620} onClose={onClose}>
      {error && !data && <Refused error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader size="sm" />}
      {data && (
        <OrderForm
          customer={customer}
          products={data.products}
          means={data.means}
          onClose={onClose}
          onStale={() => void refetch()}
          {...(action !== undefined && { action })}
        />
      )}
    </Dialog>
  )
}

interface OrderFormProps extends OrderDialogProps {
  readonly products: readonly OrderableProduct[]
  readonly means: Means
  /** What is shown is not what holds any more. */
  onStale(): void
}

const keyOf = ({ gate, id }: Pick<OrderableProduct, 'gate' | 'id'>): string => `${gate} ${id}`

function OrderForm({ customer, action, products, means, onClose, onStale }: OrderFormProps) {
  const text = useText()
  const bilingual = useBilingual()
  const currency = useCurrency()
  const locale = useLanguage((state) => state.locale)
  const { money } = useFormats(currency)
  // One id an order, kept until it is placed: a second click, or a retry after a lost answer, orders nothing twice.
  const [id] = useState(() => crypto.randomUUID())
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [acknowledged, setAcknowledged] = useState<ReadonlySet<string>>(new Set())
  const [reviewing, setReviewing] = useState(false)
  const place = usePlaceOrder(customer.id)
  const product = products.find((each) => keyOf(each) === chosen)
  const sign = currencySign(currency, locale)
  const amount = readTyped(typed, amountStyle(sign, minorDigits(currency)))
  const value = 'value' in amount ? amount.value : null
  const disclosures = product?.disclosures ?? []
  const isTold = disclosures.every(({ sha256 }) => acknowledged.has(sha256[locale]))
  const isWhole = product !== undefined && value !== null && isTold
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!product || value === null || !isTold) return
    const isLarge = beyond(value, means) !== null
    if (product.coolingOff === null || isLarge) setReviewing(true)
    else order()
  }
  const order = () => {
    if (!product || value === null || place.isPending) return
    place.mutate(
      {
        id,
        customer: customer.id,
        gate: product.gate,
        product: product.id,
        amount: value,
        locale,
        disclosures: disclosures.map(({ id: told, sha256 }) => ({ id: told, sha256: sha256[locale] })),
        ...(action !== undefined && { action }),
      },
      {
        onError: (fault) => {
          setReviewing(false)
          if (refusalOf(fault).status === 422) onStale()
        },
        onSuccess: () => {
          notifications.show({
            message: text('orders.placed', { product: bilingual(product.name), amount: money(value) }),
          })
          onClose()
        },
      },
    )
  }
  if (reviewing && product && value !== null)
    return (
      <OrderReview
        product={product}
        amount={value}
        means={means}
        pending={place.isPending}
        onBack={() => setReviewing(false)}
        onPlace={order}
      />
    )
  return (
    <form className={classes.form} onSubmit={submit}>
      <ProductChoice
        products={products}
        chosen={chosen}
        keyOf={keyOf}
        onChoose={(key) => {
          setChosen(key)
          setAcknowledged(new Set())
          place.reset()
        }}
      />
      {product && (
        <>
          <TextInput
            size="sm"
            label={text('orders.amount')}
            description={<AmountNotes product={product} means={means} />}
            leftSection={sign}
            inputMode="decimal"
            autoComplete="off"
            data-autofocus
            value={typed}
            error={'fault' in amount && text('orders.amount_unread')}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            onBlur={() => value !== null && setTyped(money(value).replace(sign, '').trim())}
          />
          {value !== null && <Beyond amount={value} means={means} />}
          <Disclosures disclosures={disclosures} acknowledged={acknowledged} onChange={setAcknowledged} />
        </>
      )}
      {place.error && <Refused error={place.error} />}
      <div className={classes.buttons}>
        <Button size="sm" variant="default" onClick={onClose}>
          {text('cancel')}
        </Button>
        <Button size="sm" type="submit" loading={place.isPending} disabled={!isWhole}>
          {text('orders.place')}
        </Button>
      </div>
    </form>
  )
}

const amountStyle = (sign: string, digits: number): NumberStyle => ({
  prefix: sign,
  suffix: '',
  digits,
  scale: 10 ** digits,
  least: 1,
  most: null,
})
