import type { ManagerFigures } from '../api/manager.ts'
import { useText } from '../locale/text.ts'
import { FATES, type FatesOf, fatesBy } from './fates.ts'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

interface DutiesProps {
  readonly figures: ManagerFigures
  readonly by: 'adviser' | 'tier'
}

/** Duties kept and missed, by adviser or by tier, with the cause of what was missed. */
export function Duties({ figures, by }: DutiesProps) {
  const text = useText()
  const adviserName = useAdviserName(figures)
  const rows = fatesBy(figures, by)
  const title = text(by === 'adviser' ? 'manager.duties_by_adviser' : 'manager.duties_by_tier')
  const nameOf = (of: string | null) =>
    of === null ? text('manager.none') : by === 'adviser' ? adviserName(of) : of
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
                <th scope="col">{text(by === 'adviser' ? 'branch.adviser' : 'manager.tier')}</th>
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
                  <th scope="row">{nameOf(row.of)}</th>
                  <td aria-hidden>
                    <Bar row={row} />
                  </td>
                  {FATES.map((fate) => (
                    <td key={fate}>{row[fate]}</td>
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
  const part = (count: number) => ({ width: `${row.due === 0 ? 0 : (100 * count) / row.due}%` })
  return (
    <span className={classes.bar}>
      <span className={classes.kept} style={part(row.kept)} />
      <span className={classes.late} style={part(row.late)} />
      <span className={classes.missed} style={part(row.no_time + row.away + row.not_done)} />
    </span>
  )
}
