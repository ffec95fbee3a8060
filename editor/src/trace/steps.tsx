import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { useFigureText } from './figure-text.ts'
import classes from './panel.module.css'
import { useStepping } from './stepping.ts'
import type { Tracing } from './tracing.ts'

interface StepsProps {
  readonly tracing: Tracing
  /** Whether it is the way under an earlier edit. */
  readonly stale: boolean
}

/** Every node in the order in which it is decided, with how it came out. */
export function Steps({ tracing, stale }: StepsProps) {
  const text = useText()
  const { nameOf } = useNames()
  const figureText = useFigureText()
  const { selected, select } = useSelection()
  const { at, count, step } = useStepping()
  const current = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (at < 0) return
    current.current?.scrollIntoView({ block: 'nearest' })
    // Whoever goes by arrow keys takes the focus along.
    if (current.current?.parentElement?.contains(document.activeElement))
      current.current.querySelector('button')?.focus()
  }, [at])
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    step(event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    <div className={classes.steps} data-stale={stale || undefined}>
      <header>
        <ActionIcon
          size={24}
          variant="default"
          aria-label={text('trace.previous')}
          title={text('trace.previous_key')}
          disabled={at === 0}
          onClick={() => step(-1)}
        >
          <IconChevronLeft size={15} aria-hidden />
        </ActionIcon>
        <span>{at < 0 ? text('trace.count', { count }) : text('trace.step', { at: at + 1, count })}</span>
        <ActionIcon
          size={24}
          variant="default"
          aria-label={text('trace.next')}
          title={text('trace.next_key')}
          disabled={at === count - 1}
          onClick={() => step(1)}
        >
          <IconChevronRight size={15} aria-hidden />
        </ActionIcon>
      </header>
      <ol aria-label={text('trace.steps')}>
        {tracing.nodes.map(({ id }, place) => {
          const figure = tracing.figures.get(id)
          const isCurrent = id === selected
          return (
            <li key={id} ref={isCurrent ? current : undefined}>
              <button
                type="button"
                aria-current={isCurrent ? 'step' : undefined}
                tabIndex={place === Math.max(at, 0) ? 0 : -1}
                onClick={() => select(id)}
                onKeyDown={move}
              >
                <span>{nameOf(id)}</span>
                <strong>{figure ? figureText(figure) : '–'}</strong>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
