import type { Playbook } from '@branch-playbook/engine'
import { NativeSelect } from '@mantine/core'
import { useText } from '../locale/text.ts'
import { useCells } from '../simulation/use-answer.ts'
import { Difference } from './difference.tsx'
import classes from './grid.module.css'
import { mainMatrix } from './main-nodes.ts'
import { PickArea } from './pick-area.tsx'
import { PickButton } from './pick-button.tsx'
import { withValue } from './picks.ts'
import { useWhatIfView } from './view.ts'
import { useWords } from './words.ts'

/** A matrix with the customers in each of its cells, and by how many these become more or fewer. */
export function Cells({ playbook }: { readonly playbook: Playbook }) {
  const text = useText()
  const { nameOf, classValue } = useWords()
  const { matrix: chosen, choose } = useWhatIfView()
  const matrices = playbook.nodes.filter((node) => node.kind === 'matrix')
  const node = matrices.find(({ id }) => id === (chosen ?? mainMatrix(playbook))) ?? matrices[0]
  const cells = useCells(node?.id ?? '')
  if (!node) return <p className={classes.summary}>{text('whatif.no_matrix')}</p>
  if (!cells) return null
  const most = Math.max(1, ...cells.after.flat())
  return (
    <section
      className={classes.scroll}
      aria-label={text('whatif.view.cells')}
      data-testid="cells"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      {matrices.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={text('whatif.matrix')}
          value={node.id}
          data={matrices.map(({ id }) => ({ value: id, label: nameOf(id) }))}
          onChange={({ currentTarget }) => choose({ matrix: currentTarget.value })}
        />
      )}
      <PickArea label={nameOf(node.id)}>
        <table className={classes.grid} data-matrix>
          <caption>
            {text('whatif.cells', { rows: nameOf(node.rows), columns: nameOf(node.columns) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{nameOf(node.id)}</th>
              {cells.columns.map((column) => (
                <th key={column} scope="col">
                  {classValue(node.columns, column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.rows.map((row, down) => (
              <tr key={row}>
                <th scope="row">{classValue(node.rows, row)}</th>
                {cells.columns.map((column, across) => {
                  const [before, after] = [
                    cells.before[down]?.[across] ?? 0,
                    cells.after[down]?.[across] ?? 0,
                  ]
                  return (
                    <td key={column}>
                      <span className={classes.strategy}>
                        {classValue(node.id, node.cells[row]?.[column] ?? null)}
                      </span>
                      <span className={classes.cell}>
                        <PickButton
                          pick={[withValue(node.rows, row), withValue(node.columns, column)]}
                          count={after}
                        />
                        <Difference before={before} after={after} />
                      </span>
                      <span
                        className={classes.weight}
                        data-side="after"
                        style={{ width: `${(after / most) * 100}%` }}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </PickArea>
    </section>
  )
}
