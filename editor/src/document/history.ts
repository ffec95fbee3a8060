import type { TextKey } from '../locale/text.ts'
import { carriedOver } from './carried-over.ts'
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
  /** The document as the step left it, when others have changed it since. */
  readonly made?: unknown
  /** Where its first change was, when its changes are of the whole document by now. */
  readonly place?: Path
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

/** Takes the last step back. What others have changed since stays. */
export function undo(document: unknown, { past, future }: History) {
  const step = past.at(-1)
  if (!step) return null
  const below = past.slice(0, -1)
  const { made } = step
  const before = step.changes.reduceRight<unknown>(
    (value, { path, before }) => withValue(value, path, before),
    made ?? document,
  )
  if (made === undefined) return { document: before, history: { past: below, future: [step, ...future] } }
  const undone = carriedOver(made, before, document)
  const again = asWhole(step, undone, document)
  return { document: undone, history: { past: overlaid(below, before), future: [again, ...future] } }
}

export function redo(document: unknown, { past, future }: History) {
  const [step, ...rest] = future
  if (!step) return null
  const redone = done(step, document)
  return { document: redone, history: { past: [...past, step], future: rest } }
}

/**
 * The history of a document that others have changed, from one state to another: one's own steps only, which are
 * undone and redone beneath what they changed.
 */
export function withOthers(before: unknown, after: unknown, { past, future }: History): History {
  let [own, shared] = [before, after]
  const rebased = future.map((step) => {
    const next = done(step, own)
    const carried = carriedOver(own, next, shared)
    const moved = asWhole(step, shared, carried)
    own = next
    shared = carried
    return moved
  })
  return { past: overlaid(past, before), future: rebased }
}

const done = ({ changes }: Step, document: unknown): unknown =>
  changes.reduce<unknown>((value, { path, after }) => withValue(value, path, after), document)

/** The steps when others have changed what the last of them made. */
function overlaid(past: readonly Step[], made: unknown): readonly Step[] {
  const last = past.at(-1)
  return last ? [...past.slice(0, -1), { ...last, made: last.made ?? made }] : past
}

/** The step as one change of the whole document, from one state to another. */
function asWhole({ made: _made, ...step }: Step, before: unknown, after: unknown): Step {
  const place = step.place ?? step.changes[0]?.path ?? []
  return { ...step, place, changes: [{ path: [], before, after }] }
}

function joined(last: Step | undefined, step: Step): Step {
  const [before] = last?.changes ?? []
  const [change] = step.changes
  const sameGesture = last?.gesture !== undefined && last.gesture === step.gesture
  const sameField =
    last?.name === undefined &&
    last?.made === undefined &&
    step.name === undefined &&
    last?.changes.length === 1 &&
    step.changes.length === 1 &&
    before &&
    change &&
    samePath(before.path, change.path)
  if (!sameField || !(sameGesture || step.at - last.at <= ONE_GO)) return step
  return { ...step, changes: [{ path: change.path, before: before.before, after: change.after }] }
}
