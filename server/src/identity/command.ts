import { Command, CommanderError, Option } from 'commander'
import { requirePost } from '../api/post.ts'
import { Refusal as ApiRefusal } from '../api/problem.ts'
import { BANK, type BankOptions, bankOf, DATA } from '../bank/which-bank.ts'
import { inWords, Refusal } from '../files/refusal.ts'
import { openSnapshot } from '../snapshot/open.ts'
import { ONE_TIME_DAYS } from './one-time-password.ts'
import { withBooks } from './open-books.ts'
import { LEAST_PASSWORD } from './password-rules.ts'
import type { Books } from './sign-ins.ts'
import { typedPassword } from './typed-password.ts'
import { addFromCommand, disableFromCommand, resetFromCommand } from './user-changes.ts'
import { accounts, ROLES, type Role, type User } from './users.ts'

const REFUSED = 1
const WRONG_USE = 2

const placed = (options: BankOptions) => bankOf(options, 'make one with npm run bank')

const onBank = <Result>(options: BankOptions, work: (books: Books) => Promise<Result>) =>
  withBooks(placed(options), work)

/** Refuses a branch or adviser that the bank does not have. */
async function checkPost(options: BankOptions, user: User): Promise<void> {
  if (user.branch === null && user.adviser === null) return requirePost({ branches: [], advisers: [] }, user)
  const snapshot = await openSnapshot(placed(options).snapshotDirectory)
  try {
    requirePost(snapshot, user)
  } finally {
    snapshot.close()
  }
}

const program = new Command('users')
  .description(
    'Keeps the users of a bank while no server works on it; with one, administrators do it there. The store is the bank’s folder, or what DATABASE_URL names.',
  )
  .exitOverride()

const command = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option(...BANK)
    .option(...DATA)

command(
  'add',
  `adds a user; asks for a password of at least ${LEAST_PASSWORD} characters, or reads it as a line of its input`,
)
  .argument('<id>', 'with which he signs in')
  .addOption(new Option('--role <role>', 'what he does').choices(ROLES).makeOptionMandatory())
  .requiredOption('--name <name>', 'what he is called')
  .option('--branch <number>', 'the branch of a manager or adviser')
  .option('--adviser <number>', 'the number of an adviser')
  .option('--no-password', 'for somebody who signs in with the bank’s own provider only')
  .action(
    async (
      id: string,
      options: BankOptions & {
        role: Role
        name: string
        branch?: string
        adviser?: string
        password: boolean
      },
    ) => {
      if (!/^[^\s:/]{1,64}$/.test(id))
        throw new Refusal('Write an id of up to 64 characters, without blanks, colons and slashes.')
      const { role, name, branch = null, adviser = null } = options
      const user = { id, role, name, branch, adviser }
      await checkPost(options, user)
      const password = options.password ? await typedPassword(process.stdin) : null
      await onBank(options, (books) => addFromCommand(books, user, password))
      console.log(`Added ${id}, ${role}.`)
    },
  )

command('list', 'everybody who may sign in, or could').action((options: BankOptions) =>
  onBank(options, async ({ store }) => {
    const own = (await accounts(store)).filter(({ demo }) => !demo)
    for (const { id, role, branch, name, disabled, password, provider } of own) {
      const ways = [password === 'none' ? '' : `password: ${password}`, provider ? 'provider' : '']
      const words = [id, role, branch ?? '', name, ...ways, disabled ? 'disabled' : '']
      console.log(words.filter((word) => word !== '').join('  '))
    }
    if (own.length === 0) console.log('There are no users yet, but for those of the demo if it is one.')
  }),
)

command('reset', `gives a user a one-time password, good for ${ONE_TIME_DAYS} days, and unlocks him`)
  .argument('<id>')
  .action((id: string, options: BankOptions) =>
    onBank(options, async (books) => console.log(await resetFromCommand(books, id))),
  )

for (const [name, disabled] of [
  ['disable', true],
  ['enable', false],
] as const) {
  command(name, disabled ? 'keeps a user from signing in, and ends his sessions' : 'lets him sign in again')
    .argument('<id>')
    .action((id: string, options: BankOptions) =>
      onBank(options, (books) => disableFromCommand(books, id, disabled)),
    )
}

try {
  await program.parseAsync()
} catch (fault) {
  if (fault instanceof CommanderError) process.exitCode = fault.exitCode === 0 ? 0 : WRONG_USE
  else {
    console.error(fault instanceof ApiRefusal ? fault.message : (inWords(fault) ?? fault))
    process.exitCode = REFUSED
  }
}
