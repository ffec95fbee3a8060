import { getHotkeyHandler } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import type { TextKey } from '../locale/text.ts'

/** Something that can be done, by whichever way: a key, the palette, or a button that runs the same. */
export interface Command {
  /** Tells it apart from all others that are there at the same time. */
  readonly id: string
  /** What the palette and the list of shortcuts call it. */
  readonly name: TextKey
  readonly group: CommandGroup
  /** Such as `mod+shift+Z`; mod is Ctrl, and the command key on a Mac. Several ways to press it, the first is shown. */
  readonly keys?: readonly string[]
  /** Its keys work while somebody types in a field as well; else the field has them for itself. */
  readonly whileTyping?: boolean
  /** A selector: its keys work only while the focus is somewhere in what it selects. From the palette it works always. */
  readonly within?: string
  /** Its keys are the browser's own, such as those of the clipboard: they are told, and left to it. */
  readonly byBrowser?: boolean
  /** False while there is nothing to do it with: then it is not offered, and its keys are left to the browser. */
  readonly enabled?: boolean
  run(): void
}

/** The headings under which commands are listed. */
export const COMMAND_GROUPS = [
  'list',
  'document',
  'edit',
  'canvas',
  'outline',
  'table',
  'view',
  'check',
  'help',
] as const
type CommandGroup = (typeof COMMAND_GROUPS)[number]

interface Offer {
  commands: readonly Command[]
}

const offers = new Set<Offer>()

/** All commands that the parts of the page offer at this moment, in the order in which these came. */
export const offeredCommands = (): readonly Command[] => [...offers].flatMap(({ commands }) => commands)

/** Offers commands while the component that calls it is there. */
export function useCommands(commands: readonly Command[]): void {
  const offer = useRef<Offer>({ commands })
  useEffect(() => {
    offer.current.commands = commands
  })
  useEffect(() => {
    const { current } = offer
    offers.add(current)
    return () => void offers.delete(current)
  }, [])
}

/** Runs commands by their keys. One component of a page calls it. */
export function useCommandKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = offeredCommands().find((each) => isPressed(each, event))
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** Whether a key press asks for a command, at the place where the focus is. */
function isPressed(command: Command, event: KeyboardEvent) {
  const { keys = [], enabled = true, byBrowser, whileTyping, within } = command
  if (!enabled || byBrowser || event.defaultPrevented || event.isComposing) return false
  const place = event.target instanceof Element ? event.target : null
  if (isInDialog(place)) return false
  if (!whileTyping && isField(place)) return false
  if (within !== undefined && !place?.closest(within)) return false
  return keys.some((key) => matches(key, event))
}

/** A dialog has the keyboard for itself. */
const isInDialog = (place: Element | null): boolean => Boolean(place?.closest('[aria-modal="true"]'))

const isField = (place: Element | null): boolean =>
  Boolean(place?.closest('input, textarea, select, [contenteditable="true"]'))

/** Whether somebody types there, or is in a dialog: what he presses is his. */
export const hasKeysForItself = (place: Element | null): boolean => isInDialog(place) || isField(place)

function matches(key: string, event: KeyboardEvent): boolean {
  let matched = false
  getHotkeyHandler([[key, () => (matched = true), { preventDefault: false }]])(event)
  return matched
}
