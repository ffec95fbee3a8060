import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import { BANK, type BankOptions, DATA } from '../bank/which-bank.ts'
import { writeWhole } from '../files/draft.ts'
import { checkOutput } from '../files/output.ts'
import { inWords, WrongUse } from '../files/refusal.ts'
import { check } from './check.ts'
import { EXPORT_FORMATS, type ExportFormat, exportedLog } from './export.ts'
import { faultIn } from './fault.ts'
import { SYSTEM } from './journal.ts'
import { withLog } from './open-log.ts'
import { verifyLog } from './verify.ts'

const PROBLEMS = 1
const WRONG_USE = 2

const program = new Command('audit')
  .description('Checks the audit log of a bank, and takes out what it is checked against later.')
  .exitOverride()

program
  .command('verify')
  .description('checks the log in the store, entry by entry; the server may be at work meanwhile')
  .option(...BANK)
  .option(...DATA)
  .action((options: BankOptions) =>
    withLog(options, async ({ placed, store, journal }) => {
      const { ok, entries, head, fault } = await verifyLog(store, journal.publicKey)
      if (ok) {
        console.log(
          `${placed.bank.id}: all ${entries} entries are as they were written, and the last is sealed.`,
        )
        console.log(`Head: ${head?.number} ${head?.hash}`)
        await journal.look(SYSTEM, {
          action: 'log.verified',
          subject: 'audit',
          details: { ok, entries, hash: head?.hash ?? null },
        })
      } else {
        if (fault) console.error(`${placed.bank.id}: ${faultIn('en', fault)}`)
        process.exitCode = PROBLEMS
      }
    }),
  )

program
  .command('checkpoint')
  .description('writes a signed place in the log, to be kept elsewhere')
  .requiredOption('--out <file>', 'the JSON file')
  .option(...BANK)
  .option(...DATA)
  .action(async ({ out, ...options }: BankOptions & { out: string }) => {
    checkOutput(out, options.data)
    await withLog(options, async ({ placed, journal }) => {
      await journal.look(SYSTEM, { action: 'log.exported', subject: 'audit/checkpoint' })
      const checkpoint = await journal.checkpoint(placed.bank.id)
      await writeWhole(out, `${JSON.stringify(checkpoint, null, 2)}\n`)
      console.log(`Checkpoint: entry ${checkpoint.number}, ${checkpoint.hash}`)
    })
  })

program
  .command('export')
  .description('writes the whole log but for what is personal')
  .requiredOption('--out <file>', 'the file')
  .addOption(
    new Option('--format <format>', 'JSON Lines for the check, CSV for spreadsheets')
      .choices(EXPORT_FORMATS)
      .default('jsonl'),
  )
  .option(...BANK)
  .option(...DATA)
  .action(async ({ out, format, ...options }: BankOptions & { out: string; format: ExportFormat }) => {
    checkOutput(out, options.data)
    await withLog(options, async ({ store, journal }) => {
      await journal.look(SYSTEM, { action: 'log.exported', subject: 'audit/export', details: { format } })
      const file = createWriteStream(out)
      for await (const text of exportedLog(store, format)) if (!file.write(text)) await once(file, 'drain')
      file.end()
      await once(file, 'finish')
      console.log(`Written: ${out}`)
    })
  })

program
  .command('check')
  .description('checks an exported log against checkpoints; needs neither store nor bank')
  .argument('<log>', 'the log as JSON Lines')
  .argument('<checkpoints...>', 'checkpoints that were kept elsewhere')
  .option('--key <file>', 'the public key (PEM); those in the checkpoints unless given')
  .action(async (log: string, checkpoints: string[], { key }: { key?: string }) => {
    const words = [log, ...checkpoints, ...(key === undefined ? [] : ['--key', key])]
    process.exitCode = await check(words, (sentence) => console.log(sentence))
  })

try {
  await program.parseAsync()
} catch (fault) {
  if (fault instanceof CommanderError) process.exitCode = fault.exitCode === 0 ? 0 : WRONG_USE
  else {
    const words = inWords(fault)
    if (words === null) throw fault
    console.error(words)
    process.exitCode = fault instanceof WrongUse ? WRONG_USE : PROBLEMS
  }
}
