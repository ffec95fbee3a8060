import type { PlaybookNode } from '@branch-playbook/engine'
import { IconStairs } from '@tabler/icons-react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { useCounts } from '../counts.ts'
import { useNames } from '../names.ts'
import { defineView } from '../view.tsx'
import classes from './view.module.css'

type Tier = Extract<PlaybookNode, { kind: 'tier' }>

function Face({ node }: { readonly node: Tier }) {
  const text = useText()
  const { nameOf, named, valueName } = useNames()
  const { exactMoney, number, percent } = useFormats(useCurrency())
  const counts = useCounts(node.id)
  const kind = named.get(node.of)?.type.kind
  const bound = (from: number) =>
    kind === 'money' ? exactMoney(from) : kind === 'percent' ? percent(from) : number(from)
  const most = Math.max(1, ...[...(counts?.values() ?? [])].map(({ after }) => after))
  return (
    <>
      <p className={classes.of}>{text('face.by', { name: nameOf(node.of) })}</p>
      <ul className={classes.bands}>
        {node.bands.map(({ name, from, top }, at) => {
          const count = counts?.get(name)
          return (
            <li key={at} data-place={`/bands/${at}`}>
              <strong>{valueName(name)}</strong>
              <span className={classes.from}>
                {from !== undefined
                  ? `≥ ${bound(from)}`
                  : text(top === undefined ? 'face.rest' : 'face.not_frozen')}
              </span>
              <span className={classes.track} aria-hidden>
                <span
                  className={classes.bar}
                  style={{
                    width: `${((count?.after ?? 0) / most) * 100}%`,
                    background: `var(--step-${Math.min(5, at + 1)})`,
                  }}
                />
              </span>
              <span
                className={classes.count}
                data-moved={(count && count.after !== count.before) || undefined}
              >
                {count ? number(count.after) : '–'}
              </span>
            </li>
          )
        })}
      </ul>
      {node.hysteresis && (
        <p className={classes.of}>
          {text('face.hysteresis', {
            margin: percent(node.hysteresis.margin),
            months: node.hysteresis.graceMonths,
          })}
        </p>
      )}
    </>
  )
}

export const tier = defineView('tier', IconStairs, 240, Face)
