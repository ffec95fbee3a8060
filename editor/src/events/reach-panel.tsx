import { useId, useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import type { PlannedEvent, Reach } from '../api/events.ts'
import { useFormats } from '../locale/format.ts'
import { isTextKey, useBilingual, useLocalName, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import classes from './reach.module.css'
import { ReachBranches } from './reach-branches.tsx'

interface ReachPanelProps {
  readonly planned: PlannedEvent
  readonly reach: Reach
}

/** Whom an event would reach: the products it touches, what there is to say, and the customers by branch and adviser. */
export function ReachPanel({ planned, reach }: ReachPanelProps) {
  const text = useText()
  const title = useId()
  const { number } = useFormats(useCurrency())
  const figures = [
    ['reach.customers', reach.customers],
    ['reach.listed', reach.listed],
    ['reach.cut', reach.cut],
    ['reach.blocked', reach.blocked],
    ['reach.displaced', reach.displaced],
    ['reach.minutes', reach.minutes],
  ] as const
  return (
    <section className={classes.reach} aria-labelledby={title}>
      <h2 id={title}>{text('reach.title')}</h2>
      {reach.customers === 0 ? (
        <Notice tone="caution" title={text('reach.nobody')} text={text('reach.nobody_mend')} />
      ) : (
        <>
          <dl className={classes.figures}>
            {figures.map(([name, value]) => (
              <div key={name}>
                <dt>{text(name)}</dt>
                <dd>{number(value)}</dd>
              </div>
            ))}
          </dl>
          <Products reach={reach} />
          <ToSay reach={reach} />
          <ReachBranches planned={planned} reach={reach} />
        </>
      )}
    </section>
  )
}

/** So many products are shown at first. */
const FEW = 5

function Products({ reach: { products } }: Pick<ReachPanelProps, 'reach'>) {
  const text = useText()
  const nameOf = useLocalName()
  const { number, shortMoney } = useFormats(useCurrency())
  const [all, setAll] = useState(false)
  if (products.length === 0) return null
  const shown = all ? products : products.slice(0, FEW)
  return (
    <table className={classes.table}>
      <caption>{text('reach.products')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('reach.product')}</th>
          <th scope="col">{text('reach.holders')}</th>
          <th scope="col">{text('reach.balance')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((product) => {
          const group = `group.${product.group}`
          return (
            <tr key={product.id}>
              <th scope="row">
                {nameOf(product)} <small>{isTextKey(group) ? text(group) : product.group}</small>
              </th>
              <td>{number(product.customers)}</td>
              <td>{shortMoney(product.balance)}</td>
            </tr>
          )
        })}
      </tbody>
      {shown.length < products.length && (
        <tfoot>
          <tr>
            <td colSpan={3}>
              <button type="button" onClick={() => setAll(true)}>
                {text('reach.all_products', { count: products.length })}
              </button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function ToSay({ reach: { triggers } }: Pick<ReachPanelProps, 'reach'>) {
  const text = useText()
  const bilingual = useBilingual()
  return triggers.map((trigger) => (
    <details key={trigger.id} className={classes.say}>
      <summary>
        {text('reach.say', {
          name: bilingual(trigger.name),
          channel: text(`channel.${trigger.channel}`),
          minutes: trigger.minutes,
        })}
      </summary>
      <ul>
        {bilingual({
          'zh-CN': trigger.talkingPoints['zh-CN'].join('\n'),
          en: trigger.talkingPoints.en.join('\n'),
        })
          .split('\n')
          .map((point) => (
            <li key={point}>{point}</li>
          ))}
      </ul>
    </details>
  ))
}
