import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * The button of a figure in a table of such: the first is in the order of the Tab key, and the arrows go to the
 * others. Behind none there is nobody to be shown.
 */
export const figureButton = (row: number, column: number, count: number, pick: () => void) => ({
  type: 'button' as const,
  'data-cell': `${row}:${column}`,
  tabIndex: row + column === 0 ? 0 : -1,
  'aria-disabled': count === 0,
  onClick() {
    if (count > 0) pick()
  },
  onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const [down, right] = step
    const next = `button[data-cell="${row + down}:${column + right}"]`
    event.currentTarget.closest('table')?.querySelector<HTMLButtonElement>(next)?.focus()
  },
})
