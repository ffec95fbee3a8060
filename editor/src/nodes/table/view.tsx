import { type PlaybookNode, shiftedAmounts } from '@branch-playbook/engine'
import { IconTableRow } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { minorDigits, useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { useRowCounts } from '../../simulation/use-answer.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Table = Extract<PlaybookNode, { kind: 'table' }>
type Value = Table['rows'][number]['then'][number]

/** So many rows are shown; the rest are counted. */
const MOST_ROWS = 5

/** What happens when several rows apply, and the first rows as they are written, with how many customers each decides. */
function Face({ node }: { readonly node: Table }) {
  const text = useText()
  const bilingual = useBilingual()
  const { named, nameOf, valueName } = useNames()
  const currency = useCurrency()
  const { percent, money, number } = useFormats(currency)
  const { hitPolicy, aggregation, inputs, outputs, rows } = node
  const written = (value: Value, type: string | undefined): string => {
    if (typeof value === 'boolean') return text(value ? 'choice.yes' : 'choice.no')
    if (typeof value === 'string') return valueName(value)
    return type === 'money' ? money(value) : type === 'percent' ? percent(value) : number(value)
  }
  /** Amounts as people write them, as the sheet of the table has them. */
  const tested = (test: string, at: number): string =>
    named.get(inputs[at]?.of ?? '')?.type.kind === 'money'
      ? shiftedAmounts(test, -minorDigits(currency))
      : test
  const counts = useRowCounts(node.id)
  const policy = text(`policy.${hitPolicy}`)
  const more = rows.length - MOST_ROWS
  return (
    <>
      <p className={classes.policy}>
        {aggregation
          ? text('face.aggregated', { policy, aggregation: text(`aggregation.${aggregation}`) })
          : policy}
      </p>
      <table className={classes.grid}>
        <thead>
          <tr>
            {inputs.map(({ of, label }, at) => (
              <th key={at} scope="col">
                {label ? bilingual(label) : nameOf(of)}
              </th>
            ))}
            {outputs.map(({ id, label }) => (
              <th key={id} scope="col" className={classes.output}>
                {label ? bilingual(label) : id}
              </th>
            ))}
            {counts && (
              <th scope="col" className={classes.count}>
                {text('face.customers')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, at) => (
            <tr key={at} data-place={`/rows/${at}`}>
              {row.when.map((cell, place) => (
                <td key={place}>{tested(cell, place)}</td>
              ))}
              {row.then.map((value, place) => (
                <td key={place} className={classes.output}>
                  {written(value, outputs[place]?.type)}
                </td>
              ))}
              {counts && <td className={classes.count}>{number(counts.fires[at] ?? 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={classes.more}>{text('face.more', { count: more })}</p>}
    </>
  )
}

export const table = defineView('table', IconTableRow, 330, Face)
