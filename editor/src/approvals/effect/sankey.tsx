import { sankey, sankeyLinkHorizontal } from 'd3-sankey'
import { type KeyboardEvent, useMemo } from 'react'
import { useCurrency } from '../../api/bank.ts'
import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import classes from './effect.module.css'
import { type Flow, rankOf } from './flows.ts'

const SIZE = { width: 560, height: 250 }
/** Room for what stands beside the ends. */
const LABEL = 92
const NODE = { width: 9, padding: 20 }
/** Below this a stream could not be seen. */
const LEAST_WIDTH = 2

interface End {
  readonly name: string
  readonly side: 'before' | 'after'
  readonly tier: string | null
}

interface SankeyProps {
  readonly values: readonly string[]
  readonly flows: readonly Flow[]
  /** What the picture says, for those who do not see it. */
  readonly summary: string
  /** What a value is called; its own name when not said. */
  readonly nameOf?: (value: string | null) => string
  /** In pixels, where it is not to be scaled to the width that there is. */
  readonly size?: { readonly width: number; readonly height: number }
  /** Called with the stream that is picked; without it streams are only looked at. */
  readonly onPick?: (flow: Flow) => void
}

/** Customers as streams from the tier they had to the tier they would have. */
export default function Sankey({ values, flows, summary, nameOf, size = SIZE, onPick }: SankeyProps) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const { width, height } = size
  const { nodes, links } = useMemo(
    () => laidOut(values, flows, { width, height }),
    [values, flows, width, height],
  )
  const name = nameOf ?? ((value: string | null) => value ?? text('effect.no_tier'))
  return (
    <svg
      className={classes.sankey}
      viewBox={`0 0 ${width} ${height}`}
      role={onPick ? 'group' : 'img'}
      aria-label={summary}
    >
      {links.map((link) => {
        const words = text('effect.flow', { from: name(link.from), to: name(link.to), count: link.count })
        return (
          <path
            key={link.key}
            d={link.path}
            data-way={link.way}
            strokeWidth={link.width}
            {...(onPick && pickable(words, () => onPick(link)))}
          >
            <title>{words}</title>
          </path>
        )
      })}
      {nodes.map(({ end, x, y, width, height, count }) => (
        <g key={end.name}>
          <rect x={x} y={y} width={width} height={Math.max(height, 1)} rx={1} />
          <text
            x={end.side === 'before' ? x - 8 : x + width + 8}
            y={y + height / 2}
            dy="0.35em"
            textAnchor={end.side === 'before' ? 'end' : 'start'}
          >
            <tspan className={classes.tier}>{name(end.tier)}</tspan> {number(count)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** A stream as a button. */
const pickable = (words: string, pick: () => void) => ({
  'data-pick': true,
  role: 'button',
  tabIndex: -1,
  'aria-label': words,
  onClick: pick,
  onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    pick()
  },
})

const endName = (side: End['side'], value: string | null) => `${side} ${value ?? ''}`

/** Where everything stands; tiers keep their order, best first, whatever the streams are. */
function laidOut(values: readonly string[], flows: readonly Flow[], size: typeof SIZE) {
  const drawn = flows.filter(({ count }) => count > 0)
  const ends = (['before', 'after'] as const).flatMap((side) =>
    [...values, null]
      .filter((value) => drawn.some(({ from, to }) => (side === 'before' ? from : to) === value))
      .map((value): End => ({ name: endName(side, value), side, tier: value })),
  )
  if (drawn.length === 0) return { nodes: [], links: [] }
  const graph = sankey<End, { flow: Flow }>()
    .nodeId(({ name }) => name)
    .nodeWidth(NODE.width)
    .nodePadding(NODE.padding)
    .nodeSort((one, other) => rankOf(values, one.tier) - rankOf(values, other.tier))
    .extent([
      [LABEL, 12],
      [size.width - LABEL, size.height - 12],
    ])({
    nodes: ends.map((end) => ({ ...end })),
    links: drawn.map((flow) => ({
      source: endName('before', flow.from),
      target: endName('after', flow.to),
      value: flow.count,
      flow,
    })),
  })
  const path = sankeyLinkHorizontal<End, { flow: Flow }>()
  return {
    nodes: graph.nodes.map(({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, ...end }) => ({
      end,
      x: x0,
      y: y0,
      width: x1 - x0,
      height: y1 - y0,
      count: value,
    })),
    links: graph.links.map((link) => {
      const { from, to, count } = link.flow
      const turn = rankOf(values, to) - rankOf(values, from)
      return {
        key: `${from} ${to}`,
        from,
        to,
        count,
        path: path(link) ?? '',
        width: Math.max(link.width ?? 0, LEAST_WIDTH),
        way: turn === 0 ? 'stays' : turn < 0 ? 'up' : 'down',
      }
    }),
  }
}
