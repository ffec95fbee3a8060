import { setImmediate } from 'node:timers/promises'
import { currentBank } from '../bank/bank.ts'
import { announce } from '../events/revise.ts'
import { openBank } from '../open-bank.ts'
import { unfinishedRuns } from '../store/runs.ts'

/**
 * `node amid.ts DATA DATABASE_URL PART`: announces a rate cut and kills itself once so much of its run is stored, from 0
 * (the run itself and none of its actions) to 1 (all of it, and it is not in force yet).
 */
const [dataDirectory = '', databaseUrl = '', part = '0'] = process.argv.slice(2)
const placed = currentBank(dataDirectory)
if (!placed) throw new Error(`There is no bank in ${dataDirectory}`)
const { desk } = await openBank(placed, { demoUsers: true, databaseUrl })
const name = { 'zh-CN': '存款利率下调', en: 'Deposit rates cut' }
void desk
  .reviseEvents('strategist', (known) =>
    announce(known, { id: 'cut', type: 'rate_cut', day: desk.day, name }),
  )
  .then(() => process.exit(1))
for (;;) {
  const [before, stored] = [await actionsOfUnfinished(), await listed()]
  if (stored !== null && before >= Number(part) * stored) process.kill(process.pid, 'SIGKILL')
  await setImmediate()
}

/** How many actions the run will have that is being stored; null while there is none. */
async function listed(): Promise<number | null> {
  const run = await unfinished().select(['listed', 'cut']).executeTakeFirst()
  return run ? run.listed + run.cut : null
}

async function actionsOfUnfinished(): Promise<number> {
  const { count } = await desk.store
    .selectFrom('actions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('run', 'in', unfinished().select('id'))
    .executeTakeFirstOrThrow()
  return count
}

function unfinished() {
  return desk.store.selectFrom('runs').where('id', 'in', unfinishedRuns(desk.store))
}
