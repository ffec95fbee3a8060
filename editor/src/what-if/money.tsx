import type { Playbook } from '@branch-playbook/engine'
import { NativeSelect } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import type { Comparison } from '../simulation/messages.ts'
import type { Condition } from '../simulation/pick.ts'
import { type Sum, WHOSE, type Whose } from '../simulation/questions/money.ts'
import { useMoney } from '../simulation/use-answer.ts'
import own from './figures.module.css'
import classes from './grid.module.css'
import { amountsOf, mainAmount } from './main-nodes.ts'
import { PickArea } from './pick-area.tsx'
import { PickButton } from './pick-button.tsx'
import { onLists, withValue } from './picks.ts'
import { useWhatIfView } from './view.ts'
import { useWords } from './words.ts'

interface MoneyProps {
  readonly playbook: Playbook
  readonly comparison: Comparison
}

/** How much money the advice reaches: an amount of the playbook, added up over those whom it has contacted. */
export function Money({ playbook, comparison }: MoneyProps) {
  const text = useText()
  const { nameOf, classValue, branchOf } = useWords()
  const { figure: chosen, whose, moneyBy, choose } = useWhatIfView()
  const amounts = amountsOf(playbook)
  const figure = amounts.find((each) => each === chosen) ?? mainAmount(playbook) ?? ''
  const groups = comparison.after.classes.map(({ node }) => node)
  const group = groups.find((each) => each === moneyBy)
  const found = useMoney({ figure, whose, by: group === undefined ? 'branch' : { class: group } })
  const partOf = (of: string | null): Condition =>
    group === undefined ? { by: 'branch', branch: of } : withValue(group, of)
  const chosenPlace: Condition[] = whose === 'everybody' ? [] : [onLists(whose)]
  const parts = found?.parts.filter(({ before, after }) => before.customers + after.customers > 0) ?? []
  return (
    <section
      className={classes.scroll}
      aria-label={text('whatif.view.money')}
      data-testid="money"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      <div className={classes.choices}>
        <NativeSelect
          size="xs"
          label={text('whatif.amount')}
          value={figure}
          data={amounts.map((each) => ({ value: each, label: nameOf(each) }))}
          onChange={({ currentTarget }) => choose({ figure: currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={text('whatif.of_whom')}
          value={whose}
          data={WHOSE.map((each) => ({ value: each, label: text(`whatif.whose.${each}`) }))}
          onChange={({ currentTarget }) =>
            choose({ whose: WHOSE.find((each): each is Whose => each === currentTarget.value) ?? 'listed' })
          }
        />
        <NativeSelect
          size="xs"
          label={text('whatif.by')}
          value={group ?? 'branch'}
          data={[
            { value: 'branch', label: text('effect.branch') },
            ...groups.map((each) => ({ value: each, label: nameOf(each) })),
          ]}
          onChange={({ currentTarget }) => choose({ moneyBy: currentTarget.value })}
        />
      </div>
      {found && (
        <PickArea label={text('whatif.view.money')}>
          <table className={classes.grid}>
            <caption>
              {text('whatif.money_what', { figure: nameOf(figure), whose: text(`whatif.whose.${whose}`) })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{group === undefined ? text('effect.branch') : nameOf(group)}</th>
                <th scope="col">{text('effect.customers')}</th>
                <th scope="col">{text('whatif.before')}</th>
                <th scope="col">{text('whatif.after')}</th>
                <th scope="col">{text('whatif.difference')}</th>
              </tr>
            </thead>
            <tbody>
              <Row
                name={text('whatif.all')}
                before={total(parts.map(({ before }) => before))}
                after={total(parts.map(({ after }) => after))}
                pick={chosenPlace}
                total
              />
              {parts.map(({ of, before, after }) => (
                <Row
                  key={of}
                  name={group === undefined ? branchOf(of) : classValue(group, of)}
                  before={before}
                  after={after}
                  pick={[partOf(of), ...chosenPlace]}
                />
              ))}
            </tbody>
          </table>
        </PickArea>
      )}
    </section>
  )
}

const total = (sums: readonly Sum[]): Sum =>
  sums.reduce((all, each) => ({ customers: all.customers + each.customers, sum: all.sum + each.sum }), {
    customers: 0,
    sum: 0,
  })

interface RowProps {
  readonly name: string
  readonly before: Sum
  readonly after: Sum
  readonly pick: readonly Condition[]
  readonly total?: boolean
}

function Row({ name, before, after, pick, total = false }: RowProps) {
  const text = useText()
  const { shortMoney } = useFormats(useCurrency())
  const difference = after.sum - before.sum
  return (
    <tr data-total={total || undefined}>
      <th scope="row">{name}</th>
      <td>
        <PickButton pick={pick} count={after.customers} />
      </td>
      <td>{shortMoney(before.sum)}</td>
      <td>{shortMoney(after.sum)}</td>
      <td>
        <span className={own.difference} data-same={difference === 0 || undefined}>
          {difference > 0 ? text('whatif.more', { amount: shortMoney(difference) }) : shortMoney(difference)}
        </span>
      </td>
    </tr>
  )
}
