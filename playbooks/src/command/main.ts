import { runCommand } from './run-command.ts'

// npm runs scripts from the package's folder: file names mean what they meant where npm was called.
if (process.env.npm_lifecycle_event === 'playbook' && process.env.INIT_CWD)
  process.chdir(process.env.INIT_CWD)

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
