/** What a person has to mend before the work can be done; the message names the place and the mend. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal'
}

/** A command that was given what it can never take, such as a device to write to. */
export class WrongUse extends Refusal {
  override readonly name = 'WrongUse'
}

const MENDS: Record<string, string> = {
  EACCES: 'there is no permission: give yourself the rights, or choose another place',
  EPERM: 'there is no permission: give yourself the rights, or choose another place',
  EROFS: 'the disk is read-only: choose another place',
  ENOSPC: 'the disk is full: make room and try again',
  EDQUOT: 'the disk quota is used up: make room and try again',
  ENOENT: 'there is no such file or folder: check the path',
  ENOTDIR: 'a part of the path is a file, not a folder: choose another path',
  EISDIR: 'it is a folder, not a file: move it away or choose another path',
  EEXIST: 'it is there already, and is not a folder: move it away or choose another path',
  ENOTEMPTY: 'the folder is not empty: move it away or choose another path',
  ENAMETOOLONG: 'the path is too long: choose a shorter one',
  ELOOP: 'its links lead in a circle: choose another path',
  EIO: 'the disk cannot be read or written: check it',
  EMFILE: 'too many files are open: close some programs and try again',
}

/** What the fault is in one line with the place and the mend; null for a fault of the program itself. */
export function inWords(fault: unknown): string | null {
  if (!(fault instanceof Error)) return null
  if (fault instanceof Refusal) return fault.message
  const code = 'code' in fault ? String(fault.code) : ''
  const mend = MENDS[code]
  if (mend !== undefined) {
    const place = 'path' in fault ? String(fault.path) : 'A file'
    return `${place}: ${mend} (${code}).`
  }
  // DuckDB has no codes: its first line says what it could not read or write, the others are hints for programmers.
  if (fault.message.startsWith('IO Error: '))
    return `${fault.message.split('\n')[0]}: check path, rights and room.`
  return fault.cause === undefined ? null : inWords(fault.cause)
}
