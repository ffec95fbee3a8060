import { type Day, LOCALES, type Locale, parseDay, playbookJsonSchema } from '@branch-playbook/engine'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { text } from '../locale/text.ts'
import { bookCommand } from './book.ts'
import { type CheckOptions, checkCommand } from './check.ts'
import { type CoverageOptions, coverageCommand } from './coverage.ts'
import { type DiffOptions, diffCommand } from './diff.ts'
import { type EvaluateOptions, evaluateCommand } from './evaluate.ts'
import { type ExplainOptions, explainCommand } from './explain.ts'
import { type ExportOptions, exportCommand } from './export.ts'
import { type FreezeOptions, freezeCommand } from './freeze.ts'
import { type ImportOptions, importCommand } from './import.ts'
import { EVALUATORS } from './outcomes.ts'
import { asJson, EXIT, type Exit, exitOf, problemLines, type Report } from './report.ts'
import { testCommand } from './test.ts'

/** Where a command writes: results to `out`, problems and notes to `err`. */
export interface Streams {
  out(text: string): void
  err(text: string): void
}

/** Runs one command of the command line; `args` are the words after the program's name. */
export async function runCommand(args: readonly string[], streams: Streams): Promise<Exit> {
  let exit: Exit = EXIT.fine
  const program = commandLine(localeIn(args), streams, (ended) => {
    exit = ended
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse
    throw error
  }
}

/** The JSON Schema of playbook files, as it is kept beside them. */
export const schemaText = (): string => `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`

interface Shared {
  readonly json?: boolean
}

function commandLine(locale: Locale, streams: Streams, end: (exit: Exit) => void): Command {
  const say = (key: Parameters<typeof text>[1]) => text(locale, key)
  const finish = (report: Report, { json }: Shared) => {
    print(report, json === true, locale, streams)
    end(exitOf(report))
  }
  const program = new Command('playbook')
    .description(say('about'))
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError()

  const command = (
    name:
      | 'check'
      | 'test'
      | 'evaluate'
      | 'explain'
      | 'diff'
      | 'coverage'
      | 'freeze'
      | 'import'
      | 'export'
      | 'book',
  ) =>
    program
      .command(name)
      .description(say(`about.${name}`))
      .addOption(new Option('--locale <locale>', say('option.locale')).choices(LOCALES).default('en'))
      .option('--json', say('option.json'))
  const run = (name: 'evaluate' | 'explain') =>
    command(name)
      .requiredOption('--playbook <file>', say('option.playbook'))
      .requiredOption('--customers <file>', say('option.customers'))
      .requiredOption('--as-of <day>', say('option.as_of'), dayReader(locale))
      .option('--events <file>', say('option.events'))

  /** For commands that also say what becomes of customers: then the day must be said too. */
  const withCustomers = (of: Command) =>
    of
      .option('--customers <file>', say('option.customers'))
      .option('--as-of <day>', say('option.as_of'), dayReader(locale))
      .option('--events <file>', say('option.events'))
      .hook('preAction', () => {
        const { customers, asOf } = of.opts<DiffOptions>()
        if ((customers === undefined) !== (asOf === undefined)) of.error(say('customers_and_day'))
      })

  command('check')
    .argument('<file>', say('argument.file'))
    .option('--prove', say('option.prove'))
    .option('--seconds <number>', say('option.seconds'), secondsReader(locale), 10)
    .action(async (file: string, options: CheckOptions & Shared) =>
      finish(await checkCommand(file, options, locale), options),
    )
  command('test')
    .argument('<file>', say('argument.file'))
    .action(async (file: string, options: Shared) => finish(await testCommand(file, locale), options))
  run('evaluate')
    .addOption(
      new Option('--evaluator <name>', say('option.evaluator')).choices(EVALUATORS).default('columns'),
    )
    .requiredOption('--out <file>', say('option.out'))
    .action(async (options: EvaluateOptions & Shared) =>
      finish(await evaluateCommand(options, locale), options),
    )
  run('explain')
    .requiredOption('--customer <id>', say('option.customer'))
    .option('--of <node>', say('option.of'))
    .addOption(new Option('--why-not <outcome>', say('option.why_not')).conflicts('of'))
    .action(async (options: ExplainOptions & Shared) =>
      finish(await explainCommand(options, locale), options),
    )
  withCustomers(
    command('diff')
      .argument('<old>', say('argument.old'))
      .argument('<new>', say('argument.new'))
      .option('--prove', say('option.prove_same'))
      .option('--seconds <number>', say('option.seconds'), secondsReader(locale), 10),
  ).action(async (old: string, now: string, options: DiffOptions & Shared) =>
    finish(await diffCommand([old, now], options, locale), options),
  )
  withCustomers(command('coverage').argument('<file>', say('argument.file'))).action(
    async (file: string, options: CoverageOptions & Shared) =>
      finish(await coverageCommand(file, options, locale), options),
  )
  command('freeze')
    .argument('<file>', say('argument.file'))
    .requiredOption('--customers <file>', say('option.customers'))
    .requiredOption('--as-of <day>', say('option.as_of'), dayReader(locale))
    .requiredOption('--out <file>', say('option.out'))
    .action(async (file: string, options: FreezeOptions & Shared) =>
      finish(await freezeCommand(file, options, locale), options),
    )
  command('import')
    .argument('<file>', say('argument.foreign'))
    .option('--into <playbook>', say('option.into'))
    .requiredOption('--out <file>', say('option.out'))
    .action(async (file: string, options: ImportOptions & Shared) =>
      finish(await importCommand(file, options, locale), options),
    )
  command('export')
    .argument('<file>', say('argument.file'))
    .requiredOption('--out <file>', say('option.out_foreign'))
    .option('--nodes <ids...>', say('option.nodes'))
    .action(async (file: string, options: ExportOptions & Shared) =>
      finish(await exportCommand(file, options, locale), options),
    )
  command('book')
    .argument('<file>', say('argument.file'))
    .action(async (file: string, options: Shared) => finish(await bookCommand(file, locale), options))
  program
    .command('schema')
    .description(say('about.schema'))
    .action(() => streams.out(schemaText()))
  return program
}

function print(report: Report, json: boolean, locale: Locale, { out, err }: Streams): void {
  if (json) {
    out(`${asJson(report, locale)}\n`)
    return
  }
  for (const line of [...problemLines(report, locale), ...(report.notes ?? [])]) err(`${harmless(line)}\n`)
  for (const line of report.lines ?? []) out(`${harmless(line)}\n`)
}

/**
 * Names and texts of a file may hold characters that would take over the terminal, or turn round what stands beside
 * them.
 */
const harmless = (line: string): string =>
  line.replaceAll(/(?![\n\t])\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')

/** The language is needed before the command line is read: for its own help and errors. */
function localeIn(args: readonly string[]): Locale {
  const at = args.indexOf('--locale')
  return LOCALES.find((each) => args[at + 1] === each || args.includes(`--locale=${each}`)) ?? 'en'
}

const dayReader =
  (locale: Locale) =>
  (written: string): Day => {
    const day = parseDay(written)
    if (day === null) throw new InvalidArgumentError(text(locale, 'not_a_day'))
    return day
  }

const secondsReader =
  (locale: Locale) =>
  (written: string): number => {
    const seconds = Number(written)
    if (!(seconds >= 1 && seconds <= 3600)) throw new InvalidArgumentError(text(locale, 'not_seconds'))
    return seconds
  }
