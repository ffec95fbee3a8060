import type { Flow } from './act.ts'
import { boxesOf } from './canvas-nodes.ts'
import { useSelection } from './selection.ts'

/** Chooses a node, brings it into view if it is not, and puts the keyboard on it. */
export function goTo(flow: Flow, id: string): void {
  useSelection.getState().select(id)
  bringIntoView(flow, id)
  requestAnimationFrame(() => elementOf(id)?.focus({ preventScroll: true }))
}

/** Moves the view when something stands outside of it. */
export function bringIntoView(flow: Flow, id: string): void {
  const box = boxesOf(flow.getNodes()).find((each) => each.id === id)
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!box || !pane) return
  const { x, y, zoom } = flow.getViewport()
  const [left, top] = [box.x * zoom + x, box.y * zoom + y]
  const isInView =
    left >= 0 && top >= 0 && left + box.width * zoom <= pane.width && top + box.height * zoom <= pane.height
  if (!isInView) void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom })
}

const elementOf = (id: string, within = ''): HTMLElement | null =>
  document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"] ${within}`.trim())

/** Lets the name of a group be typed. */
export const renameGroup = (id: string): void => elementOf(id, '[data-rename]')?.click()

/** Puts the cursor into a note. */
export const writeNote = (id: string): void => elementOf(id, 'textarea')?.focus()
