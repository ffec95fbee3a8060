import type { Month } from './month.ts'

type Rows = Awaited<ReturnType<typeof rowsOf>>
export type RunRow = Rows[number]

const rowsOf = ({ bank }: Month, run: string) =>
  bank.open.desk.store.selectFrom('actions').selectAll().where('run', '=', run).execute()

/** What the runs of the month put on lists, as their rows say: those that never change. */
export class ToldRuns {
  readonly #rows = new Map<string, Rows>()

  /** Every run that came into force, in that order; the same may come again. */
  async all(month: Month): Promise<{ readonly day: string; readonly rows: Rows }[]> {
    const { store } = month.bank.open.desk
    const decided = await store.selectFrom('decided').select(['day', 'run']).orderBy('number').execute()
    const runs = []
    for (const { day, run } of decided) {
      const rows = this.#rows.get(run) ?? (await rowsOf(month, run))
      this.#rows.set(run, rows)
      runs.push({ day, rows })
    }
    return runs
  }

  /** By day the run that was in force last, the earliest day first. */
  async lastOfDays(month: Month): Promise<ReadonlyMap<string, Rows>> {
    return new Map((await this.all(month)).map(({ day, rows }) => [day, rows]))
  }
}
