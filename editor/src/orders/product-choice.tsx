import { Radio } from '@mantine/core'
import type { OrderableProduct } from '../api/orders.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './orders.module.css'

interface ProductChoiceProps {
  readonly products: readonly OrderableProduct[]
  readonly chosen: string | null
  keyOf(product: OrderableProduct): string
  onChoose(key: string): void
}

/** The products of the playbook: those that the customer may order, and the others with what is in the way. */
export function ProductChoice({ products, chosen, keyOf, onChoose }: ProductChoiceProps) {
  const text = useText()
  const bilingual = useBilingual()
  const open = products.filter(({ obstacles }) => obstacles.length === 0)
  const closed = products.filter(({ obstacles }) => obstacles.length > 0)
  if (products.length === 0) return <p className={classes.about}>{text('orders.no_products')}</p>
  return (
    <Radio.Group label={text('orders.product')} value={chosen} onChange={onChoose} size="sm">
      <div className={classes.products}>
        {[...open, ...closed].map((product) => {
          const [obstacle] = product.obstacles
          return (
            <Radio
              key={keyOf(product)}
              size="sm"
              value={keyOf(product)}
              disabled={obstacle !== undefined}
              label={
                <>
                  {bilingual(product.name)} <span className={classes.risk}>{product.risk}</span>
                </>
              }
              description={obstacle && bilingual(obstacle.text)}
            />
          )
        })}
      </div>
    </Radio.Group>
  )
}
