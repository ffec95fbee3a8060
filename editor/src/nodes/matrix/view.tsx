import type { PlaybookNode } from '@branch-playbook/engine'
import { IconTable } from '@tabler/icons-react'
import { useBilingual, useText } from '../../locale/text.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Matrix = Extract<PlaybookNode, { kind: 'matrix' }>

function Face({ node }: { readonly node: Matrix }) {
  const text = useText()
  const bilingual = useBilingual()
  const { nameOf, named, valueName } = useNames()
  const valuesOf = (name: string) => {
    const type = named.get(name)?.type
    return type?.kind === 'class' ? type.values : []
  }
  const columns = valuesOf(node.columns)
  const strategyName = (id: string | undefined) => {
    const strategy = node.strategies.find((each) => each.id === id)
    return strategy ? bilingual(strategy.name) : '?'
  }
  return (
    <>
      <p className={classes.axes}>
        {text('face.matrix', { rows: nameOf(node.rows), columns: nameOf(node.columns) })}
      </p>
      <table className={classes.grid}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {valueName(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {valuesOf(node.rows).map((row) => (
            <tr key={row}>
              <th scope="row">{valueName(row)}</th>
              {columns.map((column) => (
                <td key={column} data-place={`/cells/${row}/${column}`}>
                  {strategyName(node.cells[row]?.[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export const matrix = defineView('matrix', IconTable, 310, Face)
