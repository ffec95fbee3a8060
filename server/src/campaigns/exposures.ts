import { formatDay, leadOfKey } from '@branch-playbook/engine'
import type { Today } from '../desk/today.ts'
import type { CampaignExposure } from '../store/campaigns.ts'
import type { StoredAction } from '../store/runs.ts'

/**
 * Whom a run calls for the sake of a campaign alone, and who would be called and is held out. Whoever is called for a
 * duty or an event counts for neither: he is called without the campaign as well. So does one whose personal data were
 * erased: whatever the run says, nobody calls him.
 */
export function exposuresIn(today: Today, actions: readonly StoredAction[]): CampaignExposure[] {
  const day = formatDay(today.grounds.day)
  return actions.flatMap(({ run, customer, key, branch, listing, action }) => {
    if (action !== 'campaign' || (listing !== 'listed' && listing !== 'held_out')) return []
    const row = today.grounds.snapshot.customers.rowOf(customer)
    if (row === null || today.grounds.erased.has(row)) return []
    const playbook = today.playbookOf(row).id
    return [{ playbook, campaign: leadOfKey(key, customer), customer, side: listing, branch, day, run }]
  })
}
