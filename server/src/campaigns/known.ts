import { type Bilingual, type Playbook, type PlaybookNode, parsePlaybookText } from '@branch-playbook/engine'
import type { Today } from '../desk/today.ts'
import { versionsOf } from '../store/playbooks.ts'
import type { Database } from '../store/tables.ts'

/** A campaign as the latest version has it that has it. */
export interface KnownCampaign {
  readonly playbook: string
  readonly campaign: string
  readonly name: Bilingual
  /** The first and the last day. */
  readonly from: string
  readonly until: string
  readonly product: { readonly id: string; readonly name: Bilingual } | null
  /** The share of customers held out, in percent; 0 for none. */
  readonly holdout: number
  /** Whether a version in force has it. */
  readonly inForce: boolean
}

/**
 * The campaigns of the versions in force, and others that ever called somebody, the latest first.
 * @param called All that ever called somebody, or held him out.
 */
export async function knownCampaigns(
  store: Database,
  { grounds }: Today,
  called: readonly CampaignKey[],
): Promise<KnownCampaign[]> {
  const known = new Map<string, KnownCampaign>()
  for (const { plan } of grounds.rules.arms)
    for (const campaign of campaignsIn(plan.playbook, true)) {
      const key = keyOf(campaign)
      if (!known.has(key)) known.set(key, campaign)
    }
  const others = called.filter((each) => !known.has(keyOf(each)))
  for (const [playbook, own] of Map.groupBy(others, (each) => each.playbook)) {
    const sought = new Set(own.map(keyOf))
    for (const { document } of await versionsOf(store, playbook)) {
      if (sought.size === 0) break
      const parsed = parsePlaybookText(document)
      for (const campaign of parsed.ok ? campaignsIn(parsed.value, false) : []) {
        const key = keyOf(campaign)
        if (sought.delete(key)) known.set(key, campaign)
      }
    }
  }
  return [...known.values()].toSorted((left, right) =>
    left.from < right.from ? 1 : left.from > right.from ? -1 : 0,
  )
}

type CampaignKey = Pick<KnownCampaign, 'playbook' | 'campaign'>

/** What tells campaigns of several playbooks apart. */
export const keyOf = ({ playbook, campaign }: CampaignKey): string => JSON.stringify([playbook, campaign])

const campaignsIn = ({ id: playbook, nodes }: Playbook, inForce: boolean): KnownCampaign[] =>
  nodes.flatMap((node) => {
    if (node.kind !== 'campaign') return []
    const { id: campaign, name, from, until, holdout = 0 } = node
    return [
      { playbook, campaign, name, from, until, product: productOf(node.offer, nodes), holdout, inForce },
    ]
  })

function productOf(
  offer: Extract<PlaybookNode, { kind: 'campaign' }>['offer'],
  nodes: readonly PlaybookNode[],
): KnownCampaign['product'] {
  if (!offer) return null
  const gate = nodes.find(({ id }) => id === offer.suitability)
  const found = gate?.kind === 'suitability' ? gate.products.find(({ id }) => id === offer.product) : null
  return { id: offer.product, name: found?.name ?? { 'zh-CN': offer.product, en: offer.product } }
}
