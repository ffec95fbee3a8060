import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { ReadStream } from 'node:tty'
import { Refusal } from '../files/refusal.ts'

/**
 * A password from a person at the keyboard, who types it twice and does not see it; or from a program, as the
 * first line of its input. Never from the command line, which every user of the machine can read.
 */
export async function typedPassword(input: ReadStream): Promise<string> {
  if (!input.isTTY) return (await text(input)).split(/\r?\n/)[0] ?? ''
  const unseen = new Writable({ write: (_shown, _encoding, done) => done() })
  const lines = createInterface({ input, output: unseen, terminal: true })
  try {
    const ask = async (prompt: string) => {
      process.stderr.write(prompt)
      const typed = await lines.question('')
      process.stderr.write('\n')
      return typed
    }
    const password = await ask('Password: ')
    if ((await ask('Once more: ')) !== password)
      throw new Refusal('The two passwords differ; nothing was changed.')
    return password
  } finally {
    lines.close()
  }
}
