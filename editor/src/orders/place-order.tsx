import { Button } from '@mantine/core'
import { IconShoppingCartPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../locale/text.ts'

const OrderDialog = lazy(async () => ({ default: (await import('./order-dialog.tsx')).OrderDialog }))

interface PlaceOrderProps {
  readonly customer: { readonly id: string; readonly name: string }
  /** The key of the action that the order would come of. */
  readonly action?: string
}

/** The button that opens an order for a customer. */
export function PlaceOrder(props: PlaceOrderProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconShoppingCartPlus size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {text('orders.place')}
      </Button>
      {open && (
        <Suspense>
          <OrderDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
