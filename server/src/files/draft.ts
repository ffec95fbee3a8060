import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const PREFIX = '.draft-'
const ABANDONED_AFTER = 24 * 60 * 60 * 1000

/**
 * Runs work on a fresh directory inside `parent` and removes it afterwards, so that only what the work renames
 * into its place stays. What killed processes left behind goes after a day.
 */
export async function inDraft<Result>(
  parent: string,
  work: (draft: string) => Promise<Result>,
): Promise<Result> {
  const firstMade = mkdirSync(parent, { recursive: true })
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (!name.startsWith(PREFIX)) continue
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    if (changed !== undefined && changed < Date.now() - ABANDONED_AFTER)
      rmSync(path, { recursive: true, force: true })
  }
  const draft = mkdtempSync(join(parent, PREFIX))
  try {
    return await work(draft)
  } catch (fault) {
    rmSync(draft, { recursive: true, force: true })
    if (firstMade !== undefined) removeEmpty(parent, firstMade)
    // A write to a file that is open already does not tell its place, and a full disk is mended there.
    if (fault instanceof Error && 'code' in fault && !('path' in fault))
      Object.assign(fault, { path: parent })
    throw fault
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Removes directories made for nothing, from the innermost up to the first one made. */
function removeEmpty(innermost: string, firstMade: string): void {
  for (let path = resolve(innermost); path.startsWith(resolve(firstMade)); path = dirname(path)) {
    if (readdirSync(path).length > 0) return
    rmdirSync(path)
  }
}

/** Writes a small file in one step: a reader sees the old content or the new, never a part. */
export function writeWhole(path: string, text: string): Promise<void> {
  return inDraft(dirname(path), async (draft) => {
    const written = join(draft, 'file')
    writeFileSync(written, text)
    renameSync(written, path)
  })
}
