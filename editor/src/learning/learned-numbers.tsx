import {
  type LearnedNumber,
  learnedFrom,
  learnedIn,
  likelihoodsOf,
  type Playbook,
  wilson,
} from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import { useRecount } from '../api/learning.ts'
import { Hash } from '../audit/hash.tsx'
import { useStateOfPlaybook } from '../audit/state-of-playbook.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import classes from './learned-numbers.module.css'
import { useSaid } from './said.ts'
import { useSegmentName } from './segment-name.ts'

interface LearnedNumbersProps {
  readonly id: string
  readonly version: number
}

/** What the learned numbers of a version rest on; nothing for a version without any. */
export function LearnedNumbers({ id, version }: LearnedNumbersProps) {
  const playbook = useStateOfPlaybook(id, version).state?.playbook
  const numbers = playbook ? learnedIn(playbook) : []
  return playbook && numbers.length > 0 ? <Numbers id={id} playbook={playbook} numbers={numbers} /> : null
}

interface NumbersProps {
  readonly id: string
  readonly playbook: Playbook
  readonly numbers: readonly LearnedNumber[]
}

function Numbers({ id, playbook, numbers }: NumbersProps) {
  const text = useText()
  const { nameOf } = useNames(playbook)
  const segmentName = useSegmentName(playbook)
  const { number, percent } = useFormats(useCurrency())
  const strategy = likelihoodsOf(playbook).strategies?.id
  const said = useSaid()
  const seen = ({ learned: { tries, successes } }: LearnedNumber) => {
    const interval = wilson({ count: successes, of: tries }) ?? { low: 0, high: 1 }
    return said.seen({ seen: successes / tries, interval })
  }
  const bases = new Map(numbers.map(({ learned }) => [basisKey(learned), learned]))
  return (
    <section className={classes.card} aria-label={text('learning.numbers')}>
      <h2>{text('learning.numbers')}</h2>
      <div className={classes.scroll}>
        <table aria-label={text('learning.numbers')}>
          <thead>
            <tr>
              <th scope="col">{text('learning.occasion')}</th>
              <th scope="col">{text('learning.segment')}</th>
              <th scope="col">{text('learning.now')}</th>
              <th scope="col">{text('learning.learned')}</th>
              <th scope="col">{text('learning.tries')}</th>
              <th scope="col">{text('learning.seen')}</th>
            </tr>
          </thead>
          <tbody>
            {numbers.map((each) => (
              <tr
                key={JSON.stringify([each.source, each.segment])}
                // Somebody has set another number than was learned.
                data-off={each.percent !== each.learned.estimate || undefined}
              >
                <td>{each.source === null ? text('learning.any_occasion') : nameOf(each.source)}</td>
                <th scope="row">{segmentName(each.segment, each.by === strategy)}</th>
                <td className={classes.number}>
                  <strong>{percent(each.percent)}</strong>
                </td>
                <td className={classes.number}>{percent(each.learned.estimate)}</td>
                <td className={classes.number}>
                  {text('learning.of', {
                    successes: number(each.learned.successes),
                    tries: number(each.learned.tries),
                  })}
                </td>
                <td className={classes.number}>{seen(each)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {[...bases].map(([key, basis]) => (
          <Basis
            key={key}
            id={id}
            playbook={playbook}
            basis={basis}
            numbers={numbers.filter(({ learned }) => basisKey(learned) === key)}
            nameOf={({ segment, by }) => segmentName(segment, by === strategy)}
          />
        ))}
      </ul>
    </section>
  )
}

const basisKey = ({ success, from, until, evidence }: LearnedNumber['learned']): string =>
  JSON.stringify([success, from, until, evidence])

interface BasisProps {
  readonly id: string
  readonly playbook: Playbook
  readonly basis: LearnedNumber['learned']
  /** Those that rest on it. */
  readonly numbers: readonly LearnedNumber[]
  nameOf(number: LearnedNumber): string
}

/** From which contacts, whether they still count the same, and whether the numbers come of them. */
function Basis({ id, playbook, basis, numbers, nameOf }: BasisProps) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const { data, error, isFetching, refetch } = useRecount(id, basis)
  const isLearned = data && learnedFrom(playbook, data.cells)
  const invented = isLearned ? numbers.filter((each) => !isLearned(each)) : []
  const found =
    data && (data.basis.evidence !== basis.evidence ? 'other' : invented.length > 0 ? 'invented' : 'same')
  return (
    <li>
      {text('learning.basis', {
        success: text(`learning.success.${basis.success}`),
        from: day(basis.from),
        until: day(basis.until),
      })}{' '}
      <Hash value={basis.evidence} />{' '}
      {found ? (
        <strong role="status" data-found={found}>
          {text(`learning.recount.${found}`, { numbers: invented.map(nameOf).join(text('face.list_comma')) })}
        </strong>
      ) : (
        <Button size="compact-xs" variant="subtle" loading={isFetching} onClick={() => void refetch()}>
          {text(error ? 'learning.recount.failed' : 'learning.recount')}
        </Button>
      )}
    </li>
  )
}
