import type { ManagerFigures } from '../api/manager.ts'
import { FATES, type FatesOf, fatesBy } from './fates.ts'
import classes from './manager.module.css'
import { useWords } from './names.ts'
import { type DutiesBy, dutyHead, dutyName } from './row-names.ts'

interface DutiesProps {
  readonly figures: ManagerFigures
  readonly by: DutiesBy
}

/** Duties kept and missed, by adviser or by tier, with the cause of what was missed. */
export function Duties({ figures, by }: DutiesProps) {
  const words = useWords(figures)
  const { text } = words
  const rows = fatesBy(figures, by)
  const title = text(by === 'adviser' ? 'manager.duties_by_adviser' : 'manager.duties_by_tier')
  return (
    <section className={`${classes.panel} ${classes.wide}`} aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>{text('manager.no_duties')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} data-testid={`duties-${by}`}>
            <thead>
              <tr>
                <th scope="col">{dutyHead(by, words)}</th>
                <td aria-hidden />
                {FATES.map((fate) => (
                  <th key={fate} scope="col">
                    {text(`manager.fate.${fate}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.of ?? ''}>
                  <th scope="row">{dutyName(row.of, by, words)}</th>
                  <td aria-hidden>
                    <Bar row={row} />
                  </td>
                  {FATES.map((fate) => (
                    <td key={fate} data-says={text(`manager.fate.${fate}`)}>
                      {row.count(fate)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** How much of what was to be kept by now was kept, kept late and missed; the numbers stand beside it. */
function Bar({ row }: { readonly row: FatesOf }) {
  const { due, count } = row
  const part = (of: number) => ({ width: `${due === 0 ? 0 : (100 * of) / due}%` })
  return (
    <span className={classes.bar}>
      <span className={classes.kept} style={part(count('kept'))} />
      <span className={classes.late} style={part(count('late'))} />
      <span className={classes.missed} style={part(due - count('kept') - count('late'))} />
    </span>
  )
}
