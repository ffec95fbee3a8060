/** The parts of the workshop in the order in which one goes through them. */
const PARTS = ['bar', 'outline', 'canvas', 'dock', 'inspector'] as const

const CAN_FOCUS =
  'button:not(:disabled), a[href], input:not(:disabled), select, textarea, [tabindex="0"], [contenteditable="true"]'

/** Where the keyboard was last in each part, so that it comes back there. */
const left = new WeakMap<Element, HTMLElement>()

/** Takes the keyboard to the next part that is open, or to the one before. */
export function nextPart(by: 1 | -1): void {
  const open = PARTS.flatMap((name) => {
    const part = document.querySelector(`[data-part="${name}"]`)
    return part && !part.closest('[inert]') ? [part] : []
  })
  const { activeElement } = document
  const here = open.findIndex((part) => part.contains(activeElement))
  const part = open[here]
  if (part && activeElement instanceof HTMLElement) left.set(part, activeElement)
  const start = here === -1 && by === -1 ? 0 : here
  const next = open.at((start + by) % open.length)
  if (next) focusWithin(next)
}

function focusWithin(part: Element): void {
  const before = left.get(part)
  const itself = part instanceof HTMLElement && part.tabIndex >= 0 ? part : part.querySelector(CAN_FOCUS)
  const place = before && part.contains(before) ? before : itself
  if (place instanceof HTMLElement) place.focus()
}
