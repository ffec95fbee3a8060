import type { Bilingual } from '@branch-playbook/engine'
import { z } from 'zod'
import { strategyNamed, talkingPointsOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import type { TalkingPoints } from '../desk/prepared-playbook.ts'
import type { NamedVersion } from '../desk/rules-record.ts'
import type { PastListing } from '../store/listings.ts'
import type { StoredAction } from '../store/runs.ts'
import { playbookOfListing, versionOfListing } from './deciding-version.ts'

const sourcesSchema = z.array(
  z.object({ id: z.string(), name: z.object({ 'zh-CN': z.string(), en: z.string() }) }),
)

/** The duties, events and campaigns of a stored action. */
export const sourcesOf = ({ sources }: Pick<StoredAction, 'sources'>) =>
  sourcesSchema.parse(JSON.parse(sources))

/** What there was to say to a customer, by the version that decided it on that day. */
export interface Told {
  readonly about: readonly Bilingual[]
  readonly strategy: Bilingual | null
  readonly talkingPoints: TalkingPoints
  readonly version: NamedVersion | null
}

/** What a contact that settled a listing was to say; without points where the version is in the store no more. */
export async function toldBy(desk: Desk, listing: PastListing): Promise<Told> {
  const playbook = await playbookOfListing(desk, listing)
  const sources = sourcesOf(listing.action)
  const { strategy } = listing.action
  return {
    about: sources.map(({ name }) => name),
    strategy: (playbook && strategyNamed(playbook, strategy)?.name) ?? null,
    talkingPoints: playbook ? talkingPointsOf(playbook, { sources, strategy }) : { 'zh-CN': [], en: [] },
    version: versionOfListing(listing),
  }
}
