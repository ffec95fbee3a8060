import type { PlaybookNode } from '@branch-playbook/engine'
import { IconScale } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Suitability = Extract<PlaybookNode, { kind: 'suitability' }>

function Face({ node: { riskClass, admits, validFor, products } }: { readonly node: Suitability }) {
  const text = useText()
  const { nameOf, valueName } = useNames()
  return (
    <>
      <p className={classes.line}>{text('face.admits', { riskClass: nameOf(riskClass) })}</p>
      {admits && (
        <ul className={classes.pairs}>
          {Object.entries(admits).map(([each, most]) => (
            <li key={each} data-place={`/admits/${each}`}>
              {valueName(each)} <strong>{most ?? text('grid.unset')}</strong>
            </li>
          ))}
        </ul>
      )}
      <p className={classes.faint}>{text('face.valid_for', { days: validFor })}</p>
      <p className={classes.faint}>{text('face.products', { count: products.length })}</p>
    </>
  )
}

export const suitability = defineView('suitability', IconScale, 230, Face)
