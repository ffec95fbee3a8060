import { runCommand } from './run-command.ts'

/** Runs a command for a test, and keeps what it says. */
export async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const exit = await runCommand(args, {
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
  })
  return { exit, ...said }
}
