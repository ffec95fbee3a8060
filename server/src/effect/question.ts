import type { BankEvent, Day, Problem } from '@branch-playbook/engine'
import type { DocumentComparison } from '../api/document-comparison.ts'
import type { Effect } from '../api/effect-report.ts'
import { type Holdouts, holdoutsIn, placesKnown } from '../campaigns/places.ts'
import type { Arms } from '../desk/assigned.ts'
import type { Grounds } from '../desk/grounds.ts'
import { Today } from '../desk/today.ts'
import type { BranchNumbers } from '../overlays/in-branches.ts'
import type { Snapshot } from '../snapshot/open.ts'
import type { Contact } from '../store/ledger.ts'
import type { Sample } from './samples.ts'

/** A version as its text: a thread makes it ready for itself. */
export interface VersionText {
  readonly version: number
  readonly document: string
}

/** All that the lists of this morning follow from, as it can be sent to a thread. Columns are shared, not copied. */
export interface Morning {
  readonly currency: string
  readonly day: Day
  readonly events: readonly BankEvent[]
  readonly absences: Grounds['absences']
  /** Who has left. To whom his customers went, the column of advisers tells. */
  readonly handovers: Grounds['handovers']
  /** Contacts of the days before. */
  readonly contacts: readonly Contact[]
  readonly snapshot: Pick<Snapshot, 'manifest' | 'branches' | 'advisers' | 'facts'> & {
    readonly branch: Int32Array
    readonly adviser: Int32Array
    /** The rows of the customers of the contacts. */
    readonly rows: ReadonlyMap<string, number>
  }
  /** The versions in force, and by customer row the place of his. */
  readonly arms: readonly VersionText[]
  readonly armOf: Arms
  readonly holdouts: Holdouts
}

/** All that the effect of a version follows from. */
export interface Question extends Morning {
  /** The version in question, and where it would hold; null is everywhere. */
  readonly version: VersionText
  readonly branches: readonly string[] | null
  /** What branches set, in whatever playbook. */
  readonly numbers: readonly BranchNumbers[]
  /** The rows of customers whose personal data were erased: counted, but never shown. */
  readonly erased: ReadonlySet<number>
}

/** What a thread finds out: the report but for what only the store knows. */
type Found = Omit<Effect, 'hash' | 'basis' | 'document' | 'samples'> & {
  /** The playbook in question and the identity of the version. */
  readonly playbook: string
  readonly version: string
  /** Compared with the first of the versions in force. */
  readonly document: DocumentComparison
  readonly samples: readonly Sample[]
}

export type Examined =
  | { readonly ok: true; readonly found: Found }
  | { readonly ok: false; readonly problems: readonly Pick<Problem, 'path' | 'what' | 'mend'>[] }

/** The question about a version, on the state of this morning. */
export async function questionOf(
  today: Today,
  currency: string,
  version: VersionText,
  branches: readonly string[] | null,
  numbers: readonly BranchNumbers[],
  erased: readonly string[],
): Promise<Question> {
  const { rowOf } = today.grounds.snapshot.customers
  return {
    ...(await morningOf(today, currency, version)),
    version,
    branches,
    numbers,
    erased: new Set(erased.flatMap((id) => rowOf(id) ?? [])),
  }
}

/** What the lists of this morning follow from, by the versions in force or by another one. */
export async function morningOf(today: Today, currency: string, version?: VersionText): Promise<Morning> {
  const { snapshot, rules, day, events, absences, handovers, before } = today.grounds
  const { manifest, advisers, facts, customers } = snapshot
  const rows = [...before, ...today.contacts].flatMap(({ customer }) => {
    const row = customers.rowOf(customer)
    return row === null ? [] : [[customer, row] as const]
  })
  const morning = {
    currency,
    day,
    events,
    absences,
    handovers: handovers.map(({ record }) => ({ record, customers: [] })),
    contacts: before,
    snapshot: {
      manifest,
      branches: snapshot.branches,
      advisers,
      facts,
      branch: customers.branch,
      adviser: today.staff.adviserOf,
      rows: new Map(rows),
    },
    arms: rules.arms.map((arm) => ({ version: arm.version, document: JSON.stringify(arm.plan.playbook) })),
    armOf: rules.armOf,
  }
  const documents = [...morning.arms, ...(version ? [version] : [])].map(({ document }) => document)
  return { ...morning, holdouts: await holdoutsIn(documents, customers.ids) }
}

/**
 * The day by some rules, perhaps with other events or with contacts of the day; nobody opens a customer's page
 * there, and nobody's number is known.
 */
export function dayBy(
  {
    day,
    events,
    absences,
    handovers,
    contacts,
    snapshot,
    holdouts,
  }: Omit<Morning, 'currency' | 'arms' | 'armOf'>,
  rules: Pick<Grounds['rules'], 'arms' | 'armOf'>,
  also: Partial<Pick<Grounds, 'events' | 'today' | 'erased'>> = {},
): Today {
  const { branch, adviser, rows, ...known } = snapshot
  const customers = {
    count: branch.length,
    ids: [],
    branch,
    adviser,
    rowOf: (id: string) => rows.get(id) ?? null,
    placeIn: placesKnown(holdouts),
  }
  return new Today({
    snapshot: {
      ...known,
      customers,
      customer: async () => null,
      particulars: async () => ({
        household: null,
        consentsRecorded: null,
        consentsSource: null,
        members: [],
      }),
      transactions: async () => ({
        transactions: [],
        more: false,
        totals: { count: 0, credit: 0, debit: 0 },
      }),
      search: async () => [],
      ready: async () => undefined,
      close: () => undefined,
    },
    rules: { ...rules, sideOf: null, experimentOf: null, record: { versions: [], experiments: [] } },
    day,
    events,
    absences,
    handovers,
    before: contacts,
    today: [],
    erased: new Set(),
    ...also,
  })
}
