import type { ManagerFigures } from '../api/manager.ts'
import { useLocalName, useText } from '../locale/text.ts'
import { LoadBar } from './load-bar.tsx'
import classes from './manager.module.css'

/** What each adviser has to do today against his minutes. */
export function Workload({ workload }: Pick<ManagerFigures, 'workload'>) {
  const text = useText()
  const nameOf = useLocalName()
  const most = Math.max(1, ...workload.map(({ adviser, due }) => Math.max(adviser.minutes, due)))
  return (
    <section className={classes.panel} aria-label={text('manager.workload')}>
      <h2>{text('manager.workload')}</h2>
      <div className={classes.scroll}>
        <table className={classes.table} data-testid="workload">
          <thead>
            <tr>
              <th scope="col">{text('branch.adviser')}</th>
              <td aria-hidden />
              <th scope="col">{text('manager.customers')}</th>
              <th scope="col">{text('manager.capacity')}</th>
              <th scope="col">{text('manager.due')}</th>
              <th scope="col">{text('manager.listed')}</th>
              <th scope="col">{text('manager.spent')}</th>
            </tr>
          </thead>
          <tbody>
            {workload.map(({ adviser, customers, due, listed, spent }) => (
              <tr key={adviser.id}>
                <th scope="row">
                  {nameOf(adviser)}
                  {adviser.left && <small> {text('manager.left')}</small>}
                  {adviser.away && !adviser.left && <small> {text('manager.away')}</small>}
                </th>
                <td aria-hidden>
                  <LoadBar due={due} capacity={adviser.minutes} most={most} />
                </td>
                <td data-says={text('manager.customers')}>{customers}</td>
                <td data-says={text('manager.capacity')}>{adviser.minutes}</td>
                <td data-says={text('manager.due')}>{due}</td>
                <td data-says={text('manager.listed')}>{listed}</td>
                <td data-says={text('manager.spent')}>{spent}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
