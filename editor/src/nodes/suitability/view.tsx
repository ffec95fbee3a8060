import { type PlaybookNode, RISKS, type Risk } from '@branch-playbook/engine'
import { IconScale } from '@tabler/icons-react'
import { useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Suitability = Extract<PlaybookNode, { kind: 'suitability' }>

/** Which risk each class may be offered, as steps, and how many products there are of each risk. */
function Face({ node: { riskClass, admits, validFor, products } }: { readonly node: Suitability }) {
  const text = useText()
  const { nameOf, named, valueName } = useNames()
  const type = named.get(riskClass)?.type
  const riskClasses = type?.kind === 'class' ? type.values : []
  return (
    <>
      <p className={classes.line}>{text('face.admits', { riskClass: nameOf(riskClass) })}</p>
      <table className={classes.steps}>
        <thead>
          <tr>
            <td />
            {RISKS.map((risk) => (
              <th key={risk} scope="col">
                {risk}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {riskClasses.map((each, at) => {
            const most = mostRisk(admits, each, at)
            return (
              <tr key={each} data-place={`/admits/${each}`}>
                <th scope="row">{valueName(each)}</th>
                {RISKS.map((risk, level) => (
                  <td key={risk} data-admitted={level <= most || undefined}>
                    <span className="spoken">{text(level <= most ? 'choice.yes' : 'choice.no')}</span>
                  </td>
                ))}
              </tr>
            )
          })}
          <tr>
            <th scope="row">{text('face.products_of')}</th>
            {RISKS.map((risk) => (
              <td key={risk} className={classes.count}>
                {products.filter((product) => product.risk === risk).length}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className={classes.faint}>{text('face.valid_for', { days: validFor })}</p>
    </>
  )
}

/** The highest level that a class admits, from 0; without a rule of the node's own the k-th class admits the k-th. */
function mostRisk(admits: Suitability['admits'], riskClass: string, at: number): number {
  if (!admits) return at
  const most: Risk | null | undefined = admits[riskClass]
  return most ? RISKS.indexOf(most) : -1
}

export const suitability = defineView('suitability', IconScale, 240, Face)
