import { parsePlaybookText, playbookHash } from '@branch-playbook/engine'
import { readPlaybookText, SHIPPED_PLAYBOOKS } from '@branch-playbook/playbooks'
import { activate, activeVersion, addVersion } from '../store/playbooks.ts'
import type { Database } from '../store/tables.ts'

/** The author of what came with the product; nobody can sign in as him. */
const SHIPPED = 'branch-playbook'

/** Puts the bank's shipped playbook in force as version 1, unless a version is in force already. */
export async function beginWith(store: Database, playbook: string): Promise<void> {
  if (await activeVersion(store)) return
  const shipped = SHIPPED_PLAYBOOKS.find((each) => each === playbook)
  if (!shipped)
    throw new Error(
      `No playbook "${playbook}" comes with the product; there are: ${SHIPPED_PLAYBOOKS.join(', ')}`,
    )
  const text = await readPlaybookText(shipped)
  const parsed = text.ok ? parsePlaybookText(text.value) : text
  if (!text.ok || !parsed.ok) throw new Error(parsed.problems.map(({ what }) => what).join('\n'))
  const at = new Date().toISOString()
  const version = {
    playbook: parsed.value.id,
    hash: playbookHash(parsed.value),
    document: text.value,
    author: SHIPPED,
    at,
    note: '',
  }
  await store.transaction().execute(async (transaction) => {
    await activate(transaction, await addVersion(transaction, version), SHIPPED, at)
  })
}
