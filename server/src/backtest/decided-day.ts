import type { BankEvent, Bilingual, Day } from '@branch-playbook/engine'
import type { Absence } from '../desk/absence.ts'
import type { RulesRecord } from '../desk/rules-record.ts'
import type { VersionText } from '../effect/question.ts'
import type { PastDay } from '../replay/past-day.ts'
import type { Contact } from '../store/ledger.ts'

/** The two that are held against each other: the rules that were in force, and the version in question. */
export const SIDES = ['then', 'draft'] as const
export type Side = (typeof SIDES)[number]

/** What became of a customer on a day; `unknown` to the snapshot, `not_due` when nothing called for him. */
export const STANDINGS = ['listed', 'cut', 'over_quota', 'held_out', 'blocked', 'not_due', 'unknown'] as const
export type Standing = (typeof STANDINGS)[number]

/** A day to be decided by both sides. */
export interface DayTask {
  readonly day: Day
  readonly snapshot: string
  readonly snapshots: string
  readonly currency: string
  readonly rules: RulesRecord
  readonly versions: PastDay['versions']
  readonly events: readonly BankEvent[]
  /** Who was away. */
  readonly absences: readonly Absence[]
  /** Who had left, and to whom his customers had gone. */
  readonly handovers: PastDay['handovers']
  readonly draft: VersionText
  /** Customers with whom something happened within the window of the day. */
  readonly watched: readonly string[]
}

/** Contacts that came before the days still to be decided; those sent earlier are known. */
export type MoreContacts = readonly Contact[]

/** Where somebody stood on a day, in the terms of the day; codes count from 1, and 0 is none. */
export interface Stood {
  readonly standing: Standing
  /** Place among the members; -1 for a customer who is not known. */
  readonly member: number
  readonly tier: number
  readonly strategy: number
  readonly reason: number
}

/** The lists of a side on a day. Columns have a place for every listed customer, by member and position. */
export interface SideOfDay {
  readonly customers: readonly string[]
  readonly member: Int32Array
  readonly tier: Uint8Array
  readonly strategy: Uint8Array
  /** The node that led to the contact. */
  readonly reason: Uint8Array
  readonly minutes: Int32Array
  /** By member of the staff. */
  readonly loads: readonly Load[]
  /** Where the watched customers stood, in the order of the task. */
  readonly watched: readonly Stood[]
}

/** What a list came to. */
export interface Load {
  /** Minutes for contacts that there were. */
  readonly capacity: number
  readonly minutes: number
  readonly due: number
  readonly cut: number
  readonly overQuota: number
}

interface Named {
  readonly id: string
  readonly name: Bilingual
}

/** A day, decided by both sides, with the names of what its codes stand for. */
export interface DecidedDay {
  readonly day: Day
  readonly members: readonly { readonly id: string; readonly name: string | null; readonly branch: string }[]
  readonly tiers: readonly string[]
  readonly strategies: readonly Named[]
  readonly reasons: readonly Named[]
  readonly sides: Readonly<Record<Side, SideOfDay>>
}
