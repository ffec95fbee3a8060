import { useCallback } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { announce } from '../shell/announce.tsx'
import { useFigureText } from './figure-text.ts'
import { useTrace } from './store.ts'

/** Where the walk through the nodes stands, and how it goes on. */
export interface Stepping {
  /** The place among the nodes of the trace; -1 before the first step. */
  readonly at: number
  readonly count: number
  step(by: 1 | -1): void
}

/** Steps through the nodes of the trace in the order in which they are decided. The step is the selected node. */
export function useStepping(): Stepping {
  const text = useText()
  const figureText = useFigureText()
  const { nameOf } = useNames()
  const tracing = useTrace((state) => state.tracing)
  const { selected, select } = useSelection()
  const nodes = tracing?.nodes ?? []
  const at = nodes.findIndex(({ id }) => id === selected)
  const step = useCallback(
    (by: 1 | -1) => {
      const { length } = tracing?.nodes ?? []
      const next = at < 0 ? (by === 1 ? 0 : length - 1) : at + by
      const node = tracing?.nodes[next]
      if (!node) return
      select(node.id)
      const figure = tracing?.figures.get(node.id)
      announce(
        text('trace.at', {
          at: next + 1,
          count: length,
          node: nameOf(node.id),
          value: figure ? figureText(figure) : '',
        }),
      )
    },
    [tracing, at, select, text, figureText, nameOf],
  )
  return { at, count: nodes.length, step }
}

/** Offers the steps, whichever panel is open. */
export function useTraceCommands(): void {
  const { at, count, step } = useStepping()
  const { subject, choose } = useTrace()
  useCommands([
    {
      id: 'trace.next',
      name: 'trace.next',
      group: 'check',
      keys: [']', 'F8'],
      enabled: count > 0 && at < count - 1,
      run: () => step(1),
    },
    {
      id: 'trace.previous',
      name: 'trace.previous',
      group: 'check',
      keys: ['[', 'shift+F8'],
      enabled: count > 0 && at !== 0,
      run: () => step(-1),
    },
    {
      id: 'trace.stop',
      name: 'trace.stop',
      group: 'check',
      enabled: subject !== null,
      run: () => choose(null),
    },
  ])
}
