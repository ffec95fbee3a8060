import { Link } from 'react-router'
import type { Effect } from '../../api/life.ts'
import { useBilingual, useText } from '../../locale/text.ts'
import { useLifeWords } from '../life-words.ts'
import classes from './effect.module.css'
import own from './samples.module.css'

type Sample = Effect['samples'][number]

interface SamplesProps {
  readonly effect: Effect
}

/** Some of those who would be treated otherwise, with what speaks for both sides. */
export function Samples({ effect }: SamplesProps) {
  const text = useText()
  if (effect.samples.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="samples">
      <h2 id="samples">{text('effect.samples')}</h2>
      <p className={classes.summary}>{text('effect.samples_what')}</p>
      <ul className={own.samples}>
        {effect.samples.map((sample) => (
          <li key={sample.customer}>
            <SampleCard sample={sample} strategies={effect.strategies.values} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SampleCardProps {
  readonly sample: Sample
  readonly strategies: Effect['strategies']['values']
}

function SampleCard({ sample, strategies }: SampleCardProps) {
  const text = useText()
  const bilingual = useBilingual()
  const words = useLifeWords()
  const { move, customer, branch, before, after } = sample
  const strategyName = (id: string | null) => {
    const name = strategies.find((each) => each.id === id)?.name
    return name ? bilingual(name) : text('effect.no_strategy')
  }
  const lines = [
    { name: text('effect.tier'), of: ({ tier }: Sample['before']) => tier ?? text('effect.no_tier') },
    { name: text('effect.strategy'), of: ({ strategy }: Sample['before']) => strategyName(strategy) },
    { name: text('effect.action'), of: ({ action }: Sample['before']) => text(`decision.${action}`) },
    {
      name: text('effect.listing'),
      of: ({ listing }: Sample['before']) => text(`effect.listing.${listing ?? 'none'}`),
    },
  ]
  const [only, also] = [unlike(before, after), unlike(after, before)]
  const same = after.reasons.length - also.length
  return (
    <article className={own.sample}>
      <header>
        <strong>{text(`effect.move.${move}`)}</strong>
        <Link to={`/customers/${customer}`}>{customer}</Link>
        <span>{words.branch(branch)}</span>
      </header>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{text('effect.before')}</th>
            <th scope="col">{text('effect.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, of }) => (
            <tr key={name} data-changed={of(before) !== of(after) || undefined}>
              <th scope="row">{name}</th>
              <td>{of(before)}</td>
              <td>{of(after)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text('effect.reasons')}</th>
            <td>
              <Reasons reasons={only} />
            </td>
            <td>
              <Reasons reasons={also} />
            </td>
          </tr>
        </tbody>
      </table>
      {same > 0 && <small>{text('effect.same_reasons', { count: same })}</small>}
    </article>
  )
}

/** What is said on one side only. */
function unlike(one: Sample['before'], other: Sample['before']): Sample['before']['reasons'] {
  const said = new Set(other.reasons.map(({ text }) => text.en))
  return one.reasons.filter(({ text }) => !said.has(text.en))
}

function Reasons({ reasons }: { readonly reasons: Sample['before']['reasons'] }) {
  const bilingual = useBilingual()
  const text = useText()
  if (reasons.length === 0) return text('effect.no_reasons')
  return (
    <ul>
      {reasons.map((reason, at) => (
        <li key={at}>{bilingual(reason.text)}</li>
      ))}
    </ul>
  )
}
