import type { Flow } from './act.ts'
import { boxesOf } from './canvas-nodes.ts'
import { useSelection } from './selection.ts'

/** So many frames something may take until it is drawn. */
const MOST_FRAMES = 60

/**
 * Chooses something, which may just have come, brings it into view if it is not, and puts the keyboard on it, or on
 * what is within it, once it is drawn. With `moving` false the view stays, as where somebody let it go himself.
 */
export function goTo(
  flow: Flow,
  id: string,
  { within = '', moving = true }: { readonly within?: string; readonly moving?: boolean } = {},
): void {
  useSelection.getState().choose([id])
  let isInView = false
  let frames = 0
  const look = () => {
    if (!isInView && flow.getNode(id)?.measured?.width !== undefined) {
      if (moving) bringIntoView(flow, id)
      isInView = true
    }
    const element = isInView ? elementOf(id, within) : null
    frames += 1
    if (element) element.focus({ preventScroll: true })
    else if (frames < MOST_FRAMES) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Moves the view when something stands outside of it: some of it, or with `wholly` only when all of it does. */
export function bringIntoView(flow: Flow, id: string, wholly = false): void {
  const box = boxesOf(flow.getNodes()).find((each) => each.id === id)
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
  if (!box || !pane) return
  const { x, y, zoom } = flow.getViewport()
  const [left, top] = [box.x * zoom + x, box.y * zoom + y]
  const [right, bottom] = [left + box.width * zoom, top + box.height * zoom]
  const isOutside = wholly
    ? right <= 0 || bottom <= 0 || left >= pane.width || top >= pane.height
    : left < 0 || top < 0 || right > pane.width || bottom > pane.height
  if (isOutside) void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom })
}

const elementOf = (id: string, within = ''): HTMLElement | null =>
  document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"] ${within}`.trim())

/** Lets the name of a group be typed. */
export const renameGroup = (id: string): void => elementOf(id, '[data-rename]')?.click()

/** Puts the cursor into a note. */
export const writeNote = (id: string): void => elementOf(id, 'textarea')?.focus()
