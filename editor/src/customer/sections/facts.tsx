import { useBilingual, useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** All figures on which the playbook decides. */
export function Facts({ page }: SectionProps) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <Panel title={text('customer.facts')} empty={false}>
      <table className={classes.table}>
        <tbody>
          {page.facts.map((fact) => (
            <tr key={fact.name}>
              <th scope="row">{bilingual(fact.label)}</th>
              <td className={classes.number} data-missing={fact.value === null || undefined}>
                {bilingual(fact.text)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
