import type { Listing, Maybe, ValueType } from '@branch-playbook/engine'
import { Link } from 'react-router'
import type { NamedCustomer } from '../api/snapshot-customers.ts'
import { useBranchName } from '../branch/branch-name.ts'
import { useLocalName, useText } from '../locale/text.ts'
import type { BothSides, PickedCustomer } from '../simulation/questions/customers.ts'
import classes from './customers.module.css'
import { useWords } from './words.ts'

interface CustomerTableProps {
  readonly customers: readonly PickedCustomer[]
  /** Who they are, by row; undefined until that is known. */
  readonly names: ReadonlyMap<number, NamedCustomer> | undefined
  readonly figures: readonly string[]
  readonly types: ReadonlyMap<string, { readonly type: ValueType }>
}

export function CustomerTable({ customers, names, figures, types }: CustomerTableProps) {
  const text = useText()
  const localName = useLocalName()
  const branchName = useBranchName()
  const { nameOf, figureWords } = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
    <section className={classes.scroll} tabIndex={0} aria-label={text('whatif.customers')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('whatif.customer')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" data-number={isNumber(types.get(figure)?.type) || undefined}>
                {nameOf(figure)}
              </th>
            ))}
            <th scope="col">{text('whatif.lists')}</th>
            <th scope="col">{text('whatif.adviser')}</th>
          </tr>
        </thead>
        <tbody>
          {customers.map(({ row, listing, figures: values }) => {
            const who = names?.get(row)
            return (
              <tr key={row}>
                <th scope="row">
                  {who ? (
                    <>
                      <Link to={`/customers/${encodeURIComponent(who.id)}`}>{who.name}</Link>{' '}
                      <small>{who.id}</small>
                    </>
                  ) : (
                    text(names ? 'whatif.unnamed' : 'whatif.naming')
                  )}
                </th>
                {figures.map((figure, at) => (
                  <td key={figure} data-number={isNumber(types.get(figure)?.type) || undefined}>
                    <Turn sides={values[at]} words={(value) => figureWords(figure, value)} />
                  </td>
                ))}
                <td>
                  <Turn sides={listing} words={(place) => placeWords(place, text)} />
                </td>
                <td>
                  {who?.adviser && localName(who.adviser)} <small>{who && branchName(who.branch)}</small>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const isNumber = (type: ValueType | undefined): boolean =>
  type !== undefined && type.kind !== 'class' && type.kind !== 'flag'

export const placeWords = (place: Listing | null, text: ReturnType<typeof useText>): string =>
  text(place === null ? 'effect.listing.none' : `effect.listing.${place}`)

interface TurnProps<Value> {
  readonly sides: BothSides<Value> | undefined
  words(value: Value): string
}

/** A value, or from which to which it goes. */
function Turn<Value extends Maybe>({ sides, words }: TurnProps<Value>) {
  const text = useText()
  if (!sides) return null
  const [before, after] = [words(sides.before), words(sides.after)]
  return sides.before === sides.after ? (
    after
  ) : (
    <span className={classes.turn}>{text('effect.turn', { before, after })}</span>
  )
}
