import { accessSync, constants, existsSync, lstatSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { inWords, WrongUse } from './refusal.ts'

/**
 * Refuses a file that a command must not write: all but a plain file in a folder that is there, and whatever
 * belongs to a bank in the data directory. Asked before the work whose result the file is to hold.
 * @throws WrongUse
 */
export function checkOutput(file: string, dataDirectory?: string): void {
  const folder = dirname(resolve(file))
  try {
    accessSync(folder, constants.W_OK)
    const there = lstatSync(file, { throwIfNoEntry: false })
    if (there && !there.isFile())
      throw new WrongUse(
        `${file}: is not a plain file, and is left as it is: name another file for the result.`,
      )
  } catch (fault) {
    if (fault instanceof WrongUse) throw fault
    const words = inWords(fault)
    throw words === null ? fault : new WrongUse(`${words} Nothing was written.`)
  }
  if (dataDirectory === undefined || !existsSync(dataDirectory)) return
  const inData = relative(realpathSync(dataDirectory), join(realpathSync(folder), basename(file)))
  const [first = ''] = inData.split(sep)
  const isOfBank = inData !== first && existsSync(join(dataDirectory, first, 'bank.json'))
  if (first !== '..' && (isOfBank || inData === 'current'))
    throw new WrongUse(
      `${file}: belongs to a bank in ${dataDirectory}: name a file elsewhere for the result.`,
    )
}
