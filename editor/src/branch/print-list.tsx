import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { useCurrency } from '../api/bank.ts'
import type { Worklist } from '../api/branches.ts'
import { useFormats } from '../locale/format.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { listLines } from './list-lines.ts'
import classes from './print-list.module.css'

/** The list as it is printed, in the place of the page; drawn only while the browser prints. */
export function PrintList({ worklist }: { readonly worklist: Worklist }) {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it is when this returns.
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return printing ? createPortal(<Sheet worklist={worklist} />, document.body) : null
}

function Sheet({ worklist }: { readonly worklist: Worklist }) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const { day } = useFormats(useCurrency())
  const listed = listLines(worklist, locale).filter(({ action }) => action.listing === 'listed')
  const lists = [...Map.groupBy(listed, ({ action }) => action.adviser?.id ?? '')]
  return (
    <div data-print-list className={classes.sheet}>
      {lists.map(([adviser, lines]) => (
        <section key={adviser}>
          <h1>
            {text('branch.title')} · {lines[0]?.adviser} · {day(worklist.date)}
          </h1>
          <table>
            <thead>
              <tr>
                <th>{text('list.column.position')}</th>
                <th>{text('list.column.customer')}</th>
                <th>{text('list.column.why')}</th>
                <th>{text('list.column.points')}</th>
                <th>{text('list.column.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ action, customer, insteadOf, sources, reasons, points }) => (
                <tr key={action.key}>
                  <td>{action.position}</td>
                  <td>
                    <strong>{customer}</strong> {action.tier}
                    <br />
                    {text(`channel.${action.channel}`)}, {text('unit.minutes', { minutes: action.minutes })}
                    {action.callBack && (
                      <div>
                        {text('customer.call_back', {
                          day: day(action.callBack.on),
                          time: action.callBack.time ?? 'none',
                        })}
                      </div>
                    )}
                    {action.callBack && action.callBack.note !== '' && <div>{action.callBack.note}</div>}
                    {insteadOf && <div>{text('action.instead_of', { name: insteadOf })}</div>}
                    {action.overdue && <div>{text('action.overdue')}</div>}
                  </td>
                  <td>
                    {sources}
                    {reasons.map((reason) => (
                      <div key={reason}>{reason}</div>
                    ))}
                  </td>
                  <td>
                    {points.map((point) => (
                      <div key={point}>{point}</div>
                    ))}
                  </td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  )
}
