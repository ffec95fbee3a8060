import type { PlaybookNode } from '@branch-playbook/engine'
import { IconTable } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { useCells } from '../../simulation/use-answer.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Matrix = Extract<PlaybookNode, { kind: 'matrix' }>

/** Rows and columns with the strategy of each cell and how many customers stand there, the fuller the darker. */
function Face({ node }: { readonly node: Matrix }) {
  const text = useText()
  const bilingual = useBilingual()
  const { nameOf, named, valueName } = useNames()
  const valuesOf = (name: string) => {
    const type = named.get(name)?.type
    return type?.kind === 'class' ? type.values : []
  }
  const { number } = useFormats(useCurrency())
  const cells = useCells(node.id)
  const most = Math.max(1, ...(cells?.after.flat() ?? []))
  const countAt = (side: 'before' | 'after', row: string, column: string) =>
    cells?.[side][cells.rows.indexOf(row)]?.[cells.columns.indexOf(column)]
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
              {columns.map((column) => {
                const count = countAt('after', row, column)
                return (
                  <td
                    key={column}
                    data-place={`/cells/${row}/${column}`}
                    style={{ background: shade(Math.sqrt((count ?? 0) / most)) }}
                  >
                    {strategyName(node.cells[row]?.[column])}
                    <span data-moved={count !== countAt('before', row, column) || undefined}>
                      {count === undefined ? UNKNOWN : number(count)}
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Keeps the room of a number that is not known yet: cards are laid out before. */
const UNKNOWN = '\u00a0'

/** A ground on which ink is read at any share. */
const shade = (share: number): string =>
  `color-mix(in srgb, var(--accent-soft) ${Math.round(share * 100)}%, var(--surface))`

export const matrix = defineView('matrix', IconTable, 310, Face)
