import { expect } from 'vitest'
import type { SmallBank } from './small-bank.ts'

/** Every run that was stored comes out the same when it is decided again. */
export async function replaysSame(bank: SmallBank): Promise<void> {
  const runs = await bank.open.desk.store.selectFrom('runs').select('id').execute()
  for (const { id } of runs)
    expect(await bank.ask('auditor', 'POST', `/api/runs/${id}/replay`)).toMatchObject({
      status: 200,
      body: { same: true, differences: [] },
    })
}
