import { associationFigures, byLeverage, type PlaybookNode } from '@branch-playbook/engine'
import { IconTopologyStar3 } from '@tabler/icons-react'
import { useLanguage } from '../../locale/language.ts'
import { useText } from '../../locale/text.ts'
import { Meter } from '../meter.tsx'
import { useProductNames } from '../products.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Affinity = Extract<PlaybookNode, { kind: 'affinity' }>

/** As many rules as a face has room for. */
const SHOWN = 5

function Face({ node }: { readonly node: Affinity }) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const productName = useProductNames()
  const holdingName = (id: string) => node.holdings.find((each) => each.id === id)?.name[locale] ?? id
  const rules = byLeverage(node.rules)
  const most = Math.max(...rules.slice(0, SHOWN).map((rule) => associationFigures(rule).lift))
  return (
    <ol className={classes.rules}>
      {rules.slice(0, SHOWN).map((rule, at) => (
        <li key={rule.id} data-place={`/rules/${at}`}>
          <span>
            {text('face.association', {
              has: rule.has.map(holdingName).join(text('face.list_comma')),
              offer: productName(node.suitability, rule.offer),
            })}
          </span>
          <Meter to={associationFigures(rule).lift / most} />
          <span className={classes.lift}>
            {text('face.lift', { lift: associationFigures(rule).lift.toFixed(1) })}
          </span>
        </li>
      ))}
      {rules.length > SHOWN && (
        <li className={classes.lift}>{text('face.more', { count: rules.length - SHOWN })}</li>
      )}
    </ol>
  )
}

export const affinity = defineView('affinity', IconTopologyStar3, 290, Face)
