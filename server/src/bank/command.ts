import { type Day, formatDay, parseDay } from '@branch-playbook/engine'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { feedDocumentation } from '../feeds/documentation.ts'
import { type FeedReport, UnusableFeeds } from '../feeds/report.ts'
import { writeWhole } from '../files/draft.ts'
import { checkOutput } from '../files/output.ts'
import { inWords, WrongUse } from '../files/refusal.ts'
import { exportFacts } from '../snapshot/export.ts'
import { importBerka } from './berka/bank.ts'
import { UnusableBerka } from './berka/tables.ts'
import { DEMO_CUSTOMERS, DEMO_SEED, makeDemoBank } from './demo/bank.ts'
import { demoDay } from './demo/demo-day.ts'
import { importOwnBank, mayBeId } from './own.ts'
import type { MadeBank } from './publish.ts'
import { retain } from './retain.ts'
import { addStoreCommands } from './store-commands.ts'
import { BANK, type BankOptions, bankOf, DATA } from './which-bank.ts'

const PROBLEMS = 1
const WRONG_USE = 2
const BAD_ROWS_SHOWN = 20
const MILLISECONDS_A_DAY = 86_400_000
/** Two years of lists. */
const MOST_DAYS = 500

type DataOption = Pick<BankOptions, 'data'>

function dayOf(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw new InvalidArgumentError('Write a day that exists as YYYY-MM-DD.')
  return day
}

function wholeFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`)
  }
}

function currencyOf(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text
  throw new InvalidArgumentError('Write the three capital letters of ISO 4217, such as CNY.')
}

function idOf(text: string): string {
  if (mayBeId(text)) return text
  throw new InvalidArgumentError(
    'Write up to 64 small letters, digits and hyphens; demo, berka and current are taken.',
  )
}

function tell({ bank, snapshotDirectory, report }: MadeBank): void {
  const kept = (file: string) => report.files.find((candidate) => candidate.file === file)?.kept ?? 0
  console.log(
    `${bank.name.en}: ${kept('customers.csv')} customers, ${kept('advisers.csv')} advisers, ` +
      `${kept('branches.csv')} branches, as of ${formatDay(bank.asOf)}.`,
  )
  console.log(`Snapshot: ${snapshotDirectory}`)
  tellNotes(report)
  if (report.badRowTotal > 0) {
    console.error(
      'The snapshot was made from the good rows; the bad ones are in feed-report.json beside the bank.',
    )
    process.exitCode = PROBLEMS
  }
}

function tellNotes(report: FeedReport): void {
  for (const { file, unknownColumns } of report.files) {
    if (unknownColumns.length > 0) console.error(`${file}: not read: ${unknownColumns.join(', ')}`)
  }
  for (const { file, line, column, value, text } of report.badRows.slice(0, BAD_ROWS_SHOWN)) {
    const what = column === null ? 'the row' : `${column} ${value === null ? '' : `"${value}" `}`.trim()
    console.error(`${file}:${line}: ${what} ${text}`)
  }
  const more = report.badRowTotal - Math.min(report.badRows.length, BAD_ROWS_SHOWN)
  if (more > 0) console.error(`and ${more} more`)
}

const program = new Command('bank')
  .description('Makes the bank that the server works on: facts of every customer as of a day.')
  .exitOverride()

program
  .command('demo')
  .description('an invented Chinese city bank; the same numbers make the same bank')
  .option('--customers <number>', 'how many customers', wholeFrom(1, 5_000_000), DEMO_CUSTOMERS)
  .option('--seed <number>', 'which of the possible banks', wholeFrom(0, 2_147_483_647), DEMO_SEED)
  .option('--as-of <day>', 'the day, yesterday unless given', dayOf)
  .option('--days <number>', 'for how many working days there are to be lists', wholeFrom(1, MOST_DAYS), 1)
  .option(...DATA)
  .action(async (options: DataOption & { customers: number; seed: number; asOf?: Day; days: number }) => {
    const { data, customers, seed, asOf = await demoDay(), days } = options
    tell(await makeDemoBank({ dataDirectory: data, customers, seed, asOf, days }))
  })

program
  .command('berka')
  .description('the real bank of PKDD’99, as of 1994-03-31; the published files are read in place')
  .argument('<directory>', 'the published files, account.asc.gz and so on')
  .option('--no-assume-consent', 'leave consents unknown, as the data does; then nobody may be called')
  .option(...DATA)
  .action(async (published: string, { data, assumeConsent }: DataOption & { assumeConsent: boolean }) => {
    tell(await importBerka({ dataDirectory: data, published, assumeConsent }))
  })

program
  .command('snapshot')
  .description('a bank of your own, from feeds as docs/feeds.md describes them')
  .argument('<directory>', 'the feed files, customers.csv and so on')
  .requiredOption('--as-of <day>', 'the day that the feeds show', dayOf)
  .requiredOption('--name <name>', 'the name of the bank')
  .requiredOption('--currency <code>', 'ISO 4217 code of the amounts', currencyOf)
  .option('--calendar <id>', 'the calendar of working days', 'cn')
  .option('--playbook <id>', 'the playbook to begin with', 'retail')
  .option('--id <id>', 'names the bank’s folder; made of its name unless given', idOf)
  .option('--accept-losses', 'go on when more than half of a file’s rows are bad')
  .option('--large-inflow <amount>', 'least large credit, minor unit', wholeFrom(1, 1_000_000_000_000))
  .option('--dormant-after <days>', 'days untouched after which an account is dormant', wholeFrom(1, 3_650))
  .option('--pay-change <per cent>', 'by how much pay differs that has changed', wholeFrom(1, 100))
  .option(...DATA)
  .action(
    async (
      feedsDirectory: string,
      options: DataOption & {
        asOf: Day
        name: string
        currency: string
        calendar: string
        playbook: string
        largeInflow?: number
        dormantAfter?: number
        payChange?: number
        id?: string
        acceptLosses?: boolean
      },
    ) => {
      const { data: dataDirectory, ...rest } = options
      tell(await importOwnBank({ dataDirectory, feedsDirectory, ...rest }))
    },
  )

program
  .command('facts')
  .description('the facts of every customer as a CSV file, for the playbook commands')
  .requiredOption('--out <file>', 'the CSV file')
  .option(...BANK)
  .option(...DATA)
  .action(({ out, ...options }: BankOptions & { out: string }) => {
    checkOutput(out, options.data)
    return exportFacts(bankOf(options).snapshotDirectory, out)
  })

addStoreCommands(program)

program
  .command('retain')
  .description('deletes snapshots, with the names and transactions in them, that have become too old')
  .requiredOption(
    '--days <number>',
    'how many days snapshots are kept; the current one always is',
    wholeFrom(1, 36_500),
  )
  .option(...BANK)
  .option(...DATA)
  .action(async ({ days, ...options }: BankOptions & { days: number }) => {
    const today = Math.floor(Date.now() / MILLISECONDS_A_DAY)
    const deleted = await retain(options, today - days)
    for (const { hash, asOf } of deleted) console.log(`Deleted: ${formatDay(asOf)} ${hash}`)
    if (deleted.length === 0) console.log(`No snapshot but the current one is older than ${days} days.`)
  })

program
  .command('document-feeds')
  .description('writes the reference of the feeds')
  .option('--out <file>', 'the Markdown file', 'docs/feeds.md')
  .action(async ({ out }: { out: string }) => {
    checkOutput(out)
    await writeWhole(out, feedDocumentation())
  })

try {
  await program.parseAsync()
} catch (fault) {
  if (fault instanceof CommanderError) process.exitCode = fault.exitCode === 0 ? 0 : WRONG_USE
  else if (fault instanceof UnusableFeeds || fault instanceof UnusableBerka) {
    if (fault instanceof UnusableFeeds) tellNotes(fault.report)
    console.error(fault.message)
    console.error('Nothing was changed.')
    process.exitCode = PROBLEMS
  } else {
    const words = inWords(fault)
    if (words === null) throw fault
    console.error(words)
    process.exitCode = fault instanceof WrongUse ? WRONG_USE : PROBLEMS
  }
}
