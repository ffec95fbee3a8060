import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Figures, formatDay, type Maybe, type Plan, type Run } from '@branch-playbook/engine'
import type { Case } from './case/case.ts'

/** Writes a case that went wrong to the corpus, with what the reference says as what is expected; gives its file. */
export async function saveCase(
  { playbook, types }: Plan,
  customer: Figures,
  run: Run,
  expected: Readonly<Record<string, Maybe>>,
): Promise<string> {
  const written = (name: string, value: Maybe): Maybe =>
    types.get(name)?.kind === 'date' && typeof value === 'number' ? formatDay(value) : value
  const inWriting = (values: Iterable<readonly [string, Maybe]>) =>
    Object.fromEntries([...values].map(([name, value]) => [name, written(name, value)]))
  const { tests: _tests, ...rest } = playbook
  const found: Case = {
    name: `found by random playbooks: ${Object.keys(expected).join(', ')}`,
    playbook: rest,
    calendar: playbook.calendar,
    asOf: formatDay(run.asOf),
    events: [...run.events],
    customers: [inWriting(customer)],
    expected: [inWriting(Object.entries(expected))],
  }
  const text = `${JSON.stringify(found, null, 2)}\n`
  const name = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const file = fileURLToPath(new URL(`cases/found-${name}.json`, import.meta.url))
  await writeFile(file, text)
  return file
}
