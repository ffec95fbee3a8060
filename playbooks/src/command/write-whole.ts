import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Problem, problem } from '@branch-playbook/engine'
import { systemCode } from '../read-text.ts'

/** Why a file cannot be written; asked before the work whose result it is to hold. */
export function writeProblem(file: string, inputs: readonly string[]): Problem | null {
  try {
    const target = targetOf(file)
    const overwrites = inputs.some((input) => existsSync(input) && realpathSync(input) === target)
    return overwrites ? problem('file_would_be_overwritten', [], { file }) : null
  } catch (error) {
    return notWritable(file, error)
  }
}

/** Writes a file whole or not at all: beside its place first, then put there at once. */
export function writeWhole(file: string, chunks: Iterable<string | Uint8Array>): Problem | null {
  const part = `${file}.${process.pid}.part`
  try {
    const target = targetOf(file)
    const descriptor = openSync(part, 'wx')
    try {
      for (const chunk of chunks) writeFileSync(descriptor, chunk)
    } finally {
      closeSync(descriptor)
    }
    renameSync(part, target)
    return null
  } catch (error) {
    rmSync(part, { force: true })
    return notWritable(file, error)
  }
}

/** Where the file is in truth. Only a plain file may be replaced: never a folder or a device. */
function targetOf(file: string): string {
  if (!existsSync(file)) {
    // A link that leads nowhere would be replaced by the result.
    if (lstatSync(file, { throwIfNoEntry: false })) throw new Error('not a plain file')
    accessSync(dirname(resolve(file)), constants.W_OK)
    return resolve(file)
  }
  if (!statSync(file).isFile()) throw new Error('not a plain file')
  return realpathSync(file)
}

const notWritable = (file: string, error: unknown): Problem =>
  problem('file_not_writable', [], { file, reason: systemCode(error) })
