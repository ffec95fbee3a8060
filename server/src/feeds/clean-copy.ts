import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MalformedRecord } from './scan.ts'

const BLOCK = 4 * 1024 * 1024
const EXCERPT = 120

/** Hands on a file without its malformed records: the file itself when it has none, else a temporary copy. */
export async function withoutRecords<Result>(
  path: string,
  malformed: readonly MalformedRecord[],
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  if (malformed.length === 0) return use(path)
  const directory = mkdtempSync(join(tmpdir(), 'branch-playbook-'))
  try {
    const copy = join(directory, 'clean.csv')
    copyWithout(path, malformed, copy)
    return await use(copy)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function copyWithout(path: string, malformed: readonly MalformedRecord[], copy: string): void {
  const from = openSync(path, 'r')
  const to = openSync(copy, 'w')
  try {
    let start = 0
    for (const record of malformed) {
      copyRange(from, to, start, record.start)
      start = record.end
    }
    copyRange(from, to, start, Number.POSITIVE_INFINITY)
  } finally {
    closeSync(from)
    closeSync(to)
  }
}

function copyRange(from: number, to: number, start: number, end: number): void {
  const buffer = Buffer.alloc(Math.min(BLOCK, Math.max(end - start, 0)))
  let at = start
  while (at < end) {
    const length = readSync(from, buffer, 0, Math.min(buffer.length, end - at), at)
    if (length === 0) return
    writeSync(to, buffer, 0, length)
    at += length
  }
}

/** The beginning of what stands between two places of a file, for a message. */
export function textAt(path: string, start: number, end: number): string {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(Math.min(EXCERPT, end - start))
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, start)).trimEnd()
  } finally {
    closeSync(file)
  }
}
