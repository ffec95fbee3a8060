import { useIntl } from 'react-intl'
import { useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** What goes with what he holds, on what evidence, and whether it may be offered to him; then all else that may. */
export function Opportunities({ page: { opportunities, products }, currency }: SectionProps) {
  const text = useText()
  const bilingual = useBilingual()
  const intl = useIntl()
  const listed = (parts: readonly string[]) => intl.formatList(parts, { type: 'conjunction' })
  const { percent } = useFormats(currency)
  const led = new Set(opportunities.map(({ product }) => product.id))
  const others = products.filter(({ id }) => !led.has(id))
  const verdicts = Map.groupBy(others, ({ verdict }) => verdict)
  if (products.length === 0) return null
  return (
    <Panel
      title={text('customer.opportunities')}
      empty={opportunities.length === 0 && others.length === 0 && text('customer.no_opportunities')}
    >
      <ul className={classes.opportunities}>
        {opportunities.map(({ node, rule, product, state, verdict, has, lacks, evidence, ...accepted }) => (
          <li key={`${node} ${rule}`}>
            <p className={classes.entryHead}>
              <strong>{bilingual(product.name)}</strong>
              <small className={classes.small}>{product.risk}</small>
              <span className={classes.state} data-state={state}>
                {state === 'withheld' ? text(`verdict.${verdict}`) : text(`opportunity.${state}`)}
              </span>
            </p>
            <p>
              {text('opportunity.because', {
                has: listed(has.map((each) => `${bilingual(each.name)} ${bilingual(each.text)}`)),
                lacks: bilingual(lacks),
              })}
            </p>
            <p className={classes.note}>
              {text('opportunity.evidence', {
                support: percent(rounded(evidence.support)),
                confidence: percent(rounded(evidence.confidence)),
                lift: rounded(evidence.lift),
                customers: evidence.customers,
                both: evidence.both,
              })}{' '}
              {text('opportunity.accepted', {
                by: accepted.acceptedBy,
                on: accepted.acceptedOn,
                until: accepted.until,
              })}
            </p>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <dl className={classes.verdicts}>
          {[...verdicts].map(([verdict, judged]) => (
            <div key={verdict}>
              <dt className={classes.state} data-state={verdict === 'suitable' ? 'offered' : 'withheld'}>
                {text(`verdict.${verdict}`)}
              </dt>
              <dd>
                {judged.map(({ id, name, risk }) => (
                  <span key={id}>
                    {bilingual(name)} <small className={classes.small}>{risk}</small>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}

/** Two decimals are as much as anybody reads. */
const rounded = (value: number): number => Math.round(value * 100) / 100
