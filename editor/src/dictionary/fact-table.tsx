import { type Fact, typeOfFact } from '@branch-playbook/engine'
import { useTypeWords } from '../formula/vocabulary.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './dictionary.module.css'
import type { Users } from './edits.ts'

interface FactTableProps {
  readonly facts: readonly Fact[]
  readonly currency: string
  readonly users: ReadonlyMap<string, Users>
  readonly chosen: string | null
  onChoose(fact: string): void
}

/** The facts, each with its type and how many nodes use it. */
export function FactTable({ facts, currency, users, chosen, onChoose }: FactTableProps) {
  const text = useText()
  const bilingual = useBilingual()
  const typeWords = useTypeWords(currency)
  return (
    <table className={classes.facts}>
      <thead>
        <tr>
          <th scope="col">{text('dictionary.fact')}</th>
          <th scope="col">{text('dictionary.type')}</th>
          <th scope="col" className={classes.number}>
            {text('dictionary.used_by')}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => {
          const { name, label, missing } = fact
          const count = users.get(name)?.nodes.length ?? 0
          return (
            <tr key={name} data-chosen={name === chosen || undefined}>
              <th scope="row">
                <button type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
                  {bilingual(label)}
                  <code>{name}</code>
                </button>
              </th>
              <td>{typeWords(typeOfFact(fact), missing === 'possible')}</td>
              <td className={classes.number} data-none={count === 0 || undefined}>
                {count}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
