import type { Flow, Playbook } from '@branch-playbook/engine'
import { Loader, NativeSelect, Switch } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { lazy, Suspense, useMemo, useState } from 'react'
import { countOf, isMove, movesOf, valuesIn } from '../approvals/effect/flows.ts'
import { useText } from '../locale/text.ts'
import type { Comparison } from '../simulation/messages.ts'
import { useFlows } from '../simulation/use-answer.ts'
import classes from './grid.module.css'
import { mainTier } from './main-nodes.ts'
import { PickArea } from './pick-area.tsx'
import { PickButton } from './pick-button.tsx'
import { moving } from './picks.ts'
import { useWhatIfView } from './view.ts'
import { useWords } from './words.ts'

const Sankey = lazy(() => import('../approvals/effect/sankey.tsx'))

const HEIGHT = 210

interface MovesProps {
  readonly playbook: Playbook
  readonly comparison: Comparison
}

/** Who goes from which tier, strategy or other class to which: as streams, and the same numbers as a table. */
export function Moves({ playbook, comparison }: MovesProps) {
  const text = useText()
  const { nameOf, classValue } = useWords()
  const { moving: chosen, choose, pickOut } = useWhatIfView()
  const [everybody, setEverybody] = useState(true)
  const classesOf = comparison.after.classes.map(({ node }) => node)
  const node = classesOf.find((each) => each === chosen) ?? mainTier(playbook) ?? classesOf[0] ?? ''
  const found = useFlows(node)
  const drawn = useMemo(
    () => (everybody ? found?.flows : found?.flows.filter(isMove)) ?? [],
    [everybody, found],
  )
  const { ref, width } = useElementSize()
  const name = (value: string | null) => classValue(node, value)
  const summary = found ? text('whatif.moves', movesOf(found.values, found.flows)) : ''
  return (
    <div className={classes.split}>
      <section className={classes.part} aria-label={text('whatif.view.moves')} data-testid="moves">
        <div className={classes.choices}>
          <NativeSelect
            size="xs"
            aria-label={text('whatif.moves_of')}
            value={node}
            data={classesOf.map((each) => ({ value: each, label: nameOf(each) }))}
            onChange={({ currentTarget }) => choose({ moving: currentTarget.value })}
          />
          <Switch
            size="xs"
            label={text('whatif.stayers')}
            checked={everybody}
            onChange={({ currentTarget }) => setEverybody(currentTarget.checked)}
          />
        </div>
        <p className={classes.summary} aria-live="polite">
          {summary}
        </p>
        <div ref={ref} />
        {found && width > 0 && drawn.length > 0 && (
          <PickArea label={summary}>
            <Suspense fallback={<Loader size="sm" m="md" />}>
              <Sankey
                values={found.values}
                flows={drawn}
                summary={summary}
                size={{ width, height: HEIGHT }}
                nameOf={name}
                onPick={({ from, to }) => pickOut(moving(node, from, to))}
              />
            </Suspense>
          </PickArea>
        )}
      </section>
      {found && <MoveTable node={node} values={found.values} flows={found.flows} name={name} />}
    </div>
  )
}

interface MoveTableProps {
  readonly node: string
  readonly values: readonly string[]
  readonly flows: readonly Flow[]
  name(value: string | null): string
}

/** Customers by the value that they have (rows) and would have (columns). */
function MoveTable({ node, values, flows, name }: MoveTableProps) {
  const text = useText()
  const shown = valuesIn(values, flows)
  return (
    <section
      className={classes.scroll}
      aria-label={text('whatif.moves_table')}
      data-testid="move-table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      <PickArea label={text('whatif.moves_table')}>
        <table className={classes.grid}>
          <caption>{text('whatif.moves_table')}</caption>
          <thead>
            <tr>
              <th scope="col">{text('effect.before_after')}</th>
              {shown.map((to) => (
                <th key={to} scope="col">
                  {name(to)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((from) => (
              <tr key={from}>
                <th scope="row">{name(from)}</th>
                {shown.map((to) => (
                  <td key={to} data-stays={from === to || undefined}>
                    <PickButton pick={moving(node, from, to)} count={countOf(flows, from, to)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PickArea>
    </section>
  )
}
