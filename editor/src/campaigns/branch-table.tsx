import type { Campaign, CampaignResults } from '../api/campaigns.ts'
import { useSaid } from '../experiments/said.ts'
import { useLocalName, useText } from '../locale/text.ts'
import classes from './campaigns.module.css'

/** The results by branch, those of the whole bank first. */
export function BranchTable({ campaign: { bank, branches, product } }: { readonly campaign: Campaign }) {
  const text = useText()
  const nameOf = useLocalName()
  return (
    <section className={classes.panel} aria-labelledby="by-branch">
      <h2 id="by-branch">{text('campaigns.by_branch')}</h2>
      <div className={classes.scroll}>
        <table className={classes.branches} data-testid="by-branch">
          <thead>
            <tr>
              <th scope="col">{text('campaigns.branch')}</th>
              <th scope="col">{text('campaigns.listed')}</th>
              <th scope="col">{text('campaigns.reached')}</th>
              <th scope="col">{text('campaigns.interested')}</th>
              <th scope="col">{text('campaigns.refused')}</th>
              {product && <th scope="col">{text('campaigns.ordered')}</th>}
              <th scope="col">{text('campaigns.held_out')}</th>
              {product && (
                <>
                  <th scope="col">{text('campaigns.ordered_held_out')}</th>
                  <th scope="col">{text('campaigns.difference')}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {bank && <Row name={text('campaigns.bank')} results={bank} />}
            {branches.map(({ branch, results }) => (
              <Row key={branch.id} name={nameOf(branch)} results={results} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Row({ name, results }: { readonly name: string; readonly results: CampaignResults }) {
  const text = useText()
  const said = useSaid()
  const { listed, reached, interested, refused, heldOut, ordered } = results
  const part = ({ count, rate }: typeof reached) =>
    rate === null ? count : text('campaigns.part', { count, share: said.percent(rate) })
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{listed}</td>
      <td>{part(reached)}</td>
      <td>{part(interested)}</td>
      <td>{part(refused)}</td>
      {ordered && <td>{part(ordered.listed)}</td>}
      <td>{heldOut}</td>
      {ordered && (
        <>
          <td>{part(ordered.heldOut)}</td>
          <td data-verdict={ordered.verdict}>
            {ordered.difference !== null && said.difference(ordered)}{' '}
            <em>{text(`campaigns.verdict.${ordered.verdict}`)}</em>
          </td>
        </>
      )}
    </tr>
  )
}
