import type { Command } from 'commander'
import { restoreBackup } from '../backup/restore.ts'
import { type Backup, writeBackup } from '../backup/write.ts'
import { storePlace } from '../database/place.ts'
import { checkOutput } from '../files/output.ts'
import { BANK, type BankOptions, bankOf, DATA } from './which-bank.ts'

/** Adds the commands that take a store as a whole, wherever `DATABASE_URL` says that it is. */
export function addStoreCommands(program: Command): void {
  program
    .command('backup')
    .description('all that is in the bank’s store in one file, as of now; the server may go on')
    .requiredOption('--out <file>', 'the backup')
    .option(...BANK)
    .option(...DATA)
    .action(async ({ out, ...options }: BankOptions & { out: string }) => {
      checkOutput(out, options.data)
      const { directory } = placedBank(options)
      tell('Backed up', await writeBackup(storePlace(directory), out), out)
      console.log(`Keep these of ${directory} with it: bank.json, audit.key (secret) and snapshots.`)
    })

  program
    .command('restore')
    .description(
      'puts a backup into the bank’s store, which has to be empty: a new database, or no store.sqlite',
    )
    .argument('<file>', 'the backup')
    .option(...BANK)
    .option(...DATA)
    .action(async (file: string, options: BankOptions) => {
      const { bank, directory } = placedBank(options)
      tell('Restored', await restoreBackup(storePlace(directory), bank.id, file), file)
    })
}

const placedBank = (options: BankOptions) =>
  bankOf(options, 'make one with bank demo, or put its bank.json, audit.key and snapshots back')

const tell = (done: string, { header, rows }: Backup, file: string): void =>
  console.log(`${done}: ${rows} rows of the bank "${header.bank}" as of ${header.at}, ${file}`)
