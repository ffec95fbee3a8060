import type { Parameter, Values } from '../api/overlays.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './overlays.module.css'
import { useParameterNumber } from './parameter-words.ts'

/** The numbers that somebody wants, beside what holds and within which guardrails. */
export function ValueList({
  parameters,
  values,
}: {
  readonly parameters: readonly Parameter[]
  readonly values: Values
}) {
  const text = useText()
  const bilingual = useBilingual()
  const number = useParameterNumber()
  const closed = Object.keys(values).filter((id) => parameters.every((each) => each.id !== id))
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('overlay.parameter')}</th>
            <th scope="col">{text('overlay.wanted')}</th>
            <th scope="col">{text('overlay.in_force')}</th>
            <th scope="col">{text('overlay.own')}</th>
            <th scope="col">{text('overlay.guardrails')}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((each) => {
            const wanted = values[each.id] ?? each.own
            return (
              <tr key={each.id}>
                <th scope="row">
                  {bilingual(each.name)}
                  <small>{bilingual(each.node.name)}</small>
                </th>
                <td data-changed={wanted !== each.inForce || undefined}>{number(each, wanted)}</td>
                <td>{number(each, each.inForce)}</td>
                <td>{number(each, each.own)}</td>
                <td>{text('overlay.range', { min: number(each, each.min), max: number(each, each.max) })}</td>
              </tr>
            )
          })}
          {closed.map((id) => (
            <tr key={id}>
              <th scope="row">
                <code>{id}</code>
                <small>{text('overlay.closed')}</small>
              </th>
              <td>{values[id]}</td>
              <td colSpan={3} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
