import type { Difference, Replay } from '../../api/runs.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import page from '../page.module.css'
import classes from './runs.module.css'

/** What differs, in words, with what it was then and is now. */
export function Differences({ replay }: { readonly replay: Replay }) {
  const text = useText()
  const { differences, actions } = replay
  const told = new Set(differences.flatMap(({ place }) => /\/actions\/[^/]+/.exec(place) ?? []))
  return (
    <>
      <DifferenceTable differences={differences} />
      {actions.different > told.size && (
        <p>{text('runs.more_different', { count: actions.different - told.size })}</p>
      )}
    </>
  )
}

export function DifferenceTable({ differences }: { readonly differences: readonly Difference[] }) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <div className={page.wide}>
      <table className={`${page.table} ${classes.differences}`}>
        <thead>
          <tr>
            <th scope="col">{text('runs.difference')}</th>
            <th scope="col">{text('runs.then')}</th>
            <th scope="col">{text('runs.now')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, place, then, now, text: said }) => (
            <tr key={`${what} ${place}`}>
              <td>
                <strong>{text(`runs.what.${what}`)}</strong>
                <br />
                {shortened(bilingual(said))}
              </td>
              <td className={classes.value}>{then ?? '–'}</td>
              <td className={classes.value}>{now ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Whole hashes stand in the columns beside; within a sentence their beginning is enough. */
const shortened = (sentence: string): string =>
  sentence.replaceAll(/[0-9a-f]{64}/g, (hash) => `${hash.slice(0, 8)}…`)
