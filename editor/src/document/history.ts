import type { TextKey } from '../locale/text.ts'
import { type Path, samePath, valueAt, withValue } from './path.ts'

/** A value to be put at a path of the document; undefined takes away what is there. */
export interface Edit {
  readonly path: Path
  readonly value: unknown
}

/** One value of the document replaced by another; undefined stands for none. Applies both ways. */
interface Change {
  readonly path: Path
  readonly before: unknown
  readonly after: unknown
}

/** What a step is called, to be said in the language of the moment. */
export interface StepName {
  readonly text: TextKey
  readonly values?: Readonly<Record<string, string | number>>
}

/** What a person did in one go. */
export interface Step {
  readonly changes: readonly Change[]
  /** Without one it is called by the field of its first change. */
  readonly name?: StepName
  /** Tells apart what is done in one gesture, such as a drag: all of it is one step, however long it takes. */
  readonly gesture?: number
  /** When it was last added to, in milliseconds of any clock. */
  readonly at: number
}

export interface History {
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

export const NO_HISTORY: History = { past: [], future: [] }

/** Keystrokes and slider moves in one field that follow each other this closely are one step, in milliseconds. */
const ONE_GO = 900
const MOST_STEPS = 500

/** The document after a step, and the history that can undo it. */
export function perform(
  document: unknown,
  { past }: History,
  edits: readonly Edit[],
  now: number,
  name?: StepName,
  gesture?: number,
): { document: unknown; history: History } {
  let next = document
  const changes = edits.map(({ path, value }): Change => {
    const before = valueAt(next, path)
    next = withValue(next, path, value)
    return { path, before, after: value }
  })
  const step = joined(past.at(-1), {
    changes,
    at: now,
    ...(name && { name }),
    ...(gesture !== undefined && { gesture }),
  })
  const kept = step.changes === changes ? past : past.slice(0, -1)
  return { document: next, history: { past: [...kept, step].slice(-MOST_STEPS), future: [] } }
}

export function undo(document: unknown, { past, future }: History) {
  const step = past.at(-1)
  if (!step) return null
  const undone = step.changes.reduceRight<unknown>(
    (value, { path, before }) => withValue(value, path, before),
    document,
  )
  return { document: undone, history: { past: past.slice(0, -1), future: [step, ...future] } }
}

export function redo(document: unknown, { past, future }: History) {
  const [step, ...rest] = future
  if (!step) return null
  const redone = step.changes.reduce<unknown>(
    (value, { path, after }) => withValue(value, path, after),
    document,
  )
  return { document: redone, history: { past: [...past, step], future: rest } }
}

function joined(last: Step | undefined, step: Step): Step {
  const [before] = last?.changes ?? []
  const [change] = step.changes
  const sameGesture = last?.gesture !== undefined && last.gesture === step.gesture
  const sameField =
    last?.name === undefined &&
    step.name === undefined &&
    last?.changes.length === 1 &&
    step.changes.length === 1 &&
    before &&
    change &&
    samePath(before.path, change.path)
  if (!sameField || !(sameGesture || step.at - last.at <= ONE_GO)) return step
  return { ...step, changes: [{ path: change.path, before: before.before, after: change.after }] }
}
