import { parsePlaybookText, playbookHash } from '@branch-playbook/engine'
import { readPlaybookText, SHIPPED_PLAYBOOKS } from '@branch-playbook/playbooks'
import { type Journal, SYSTEM } from '../audit/journal.ts'
import { SHIPPED } from '../life/life.ts'
import { activate, activeVersion, addVersion } from '../store/playbooks.ts'
import type { Database } from '../store/tables.ts'

const BEGINNING_OF_TIME = '1900-01-01'

/** Puts the bank's shipped playbook in force as version 1, unless a version is in force already. */
export async function beginWith(store: Database, journal: Journal, playbook: string): Promise<void> {
  if (await activeVersion(store)) return
  const shipped = SHIPPED_PLAYBOOKS.find((each) => each === playbook)
  if (!shipped)
    throw new Error(
      `No playbook "${playbook}" comes with the product; there are: ${SHIPPED_PLAYBOOKS.join(', ')}`,
    )
  const text = await readPlaybookText(shipped)
  const parsed = text.ok ? parsePlaybookText(text.value) : text
  if (!text.ok || !parsed.ok) throw new Error(parsed.problems.map(({ what }) => what).join('\n'))
  const content = { playbook: parsed.value.id, hash: playbookHash(parsed.value), document: text.value }
  const origin = { author: SHIPPED, note: '', base: null, contributors: '[]', evidence: '{}' }
  await journal.change(SYSTEM, async (transaction, note, at) => {
    const version = await addVersion(transaction, { ...content, ...origin, at })
    // From the first day on that anything is known of.
    await activate(transaction, version, SHIPPED, at, BEGINNING_OF_TIME)
    const subject = `playbooks/${version.playbook}/versions/${version.version}`
    note({ action: 'version.submitted', subject, details: { hash: version.hash, shipped: true } })
    note({ action: 'activation.made', subject, details: { hash: version.hash, from: BEGINNING_OF_TIME } })
  })
}
