import { contentHash, formatDay } from '@branch-playbook/engine'
import type { z } from 'zod'
import type { Effect } from '../api/effect-report.ts'
import { evidenceSchema } from '../api/evidence.ts'
import { Refusal } from '../api/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { Once } from '../desk/once.ts'
import { runIdOf } from '../desk/record.ts'
import { decidedBy } from '../desk/rules.ts'
import type { Today } from '../desk/today.ts'
import { type BranchNumbers, numbersOn } from '../overlays/in-branches.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { findVersion } from '../store/playbooks.ts'
import { type Examined, type Question, questionOf } from './question.ts'
import { threadFor } from './threads.ts'

/** A version, or the draft, whose effect is asked for. */
export interface Subject {
  /** Null for the draft. */
  readonly version: number | null
  readonly document: string
  /** What spoke for the version when it was submitted, as JSON; null for the draft. */
  readonly evidence: string | null
}

/** One question at a time, apart from whoever else asks the API. */
const examining = threadFor<Question, Examined>('examine')

const MOST_KEPT = 16
const reports = new WeakMap<Today, Once<Effect>>()

/**
 * What a version would change for all customers, against the rules in force, on the state of this morning: so it
 * stays the same all day, until an event is announced, other rules come into force, or personal data are erased.
 * `branches` says where the version would hold; null is everywhere.
 * @throws Refusal when the version does not run for this bank.
 */
export async function effectOf(
  desk: Desk,
  subject: Subject,
  branches: readonly string[] | null,
): Promise<Effect> {
  const { today } = desk
  const kept = reports.get(today) ?? new Once<Effect>(MOST_KEPT)
  reports.set(today, kept)
  const erased = [...(await erasedCustomers(desk.store))].toSorted()
  const numbers = await numbersOn(desk.store, formatDay(today.grounds.day))
  const key = contentHash({ ...subject, branches, numbers, erased })
  return kept.get(key, () => reportOn(desk, today, subject, branches, numbers, erased))
}

/**
 * The hash of the effect of a version everywhere, as the effect route gives it now: what an approver signs.
 * @throws Refusal when there is no such version, or it does not run for this bank.
 */
export async function effectHashOf(desk: Desk, playbook: string, version: number): Promise<string> {
  const found = await findVersion(desk.store, playbook, version)
  if (!found) throw new Refusal('unknown_version', { playbook, version })
  return (await effectOf(desk, found, null)).hash
}

async function reportOn(
  { bank }: Desk,
  today: Today,
  { version, document, evidence }: Subject,
  branches: readonly string[] | null,
  numbers: readonly BranchNumbers[],
  erased: readonly string[],
): Promise<Effect> {
  const subject = { version: version ?? 0, document }
  const question = await questionOf(today, bank.currency, subject, branches, numbers, erased)
  const examined = await examining.run(question)
  if (!examined.ok) throw new Refusal('playbook_does_not_run', {}, { problems: examined.problems })
  const { playbook, version: identity, document: compared, samples, ...found } = examined.found
  const { snapshot, rules, day } = today.grounds
  const before = decidedBy(rules, snapshot).map(({ arm, customers }) => ({ ...versionOf(arm), customers }))
  const report = {
    ...found,
    basis: {
      run: runIdOf(today),
      day: formatDay(day),
      snapshot: snapshot.manifest.hash,
      customers: snapshot.customers.count,
      before,
      after: { id: playbook, version, hash: identity },
      branches: branches && [...branches],
    },
    document: { ...compared, against: versionOf(today.leading) },
    evidence: submittedEvidence(evidence) ?? found.evidence,
    samples: samples.map(({ row, ...sample }) => ({
      ...sample,
      customer: snapshot.customers.ids.at(row) ?? '',
    })),
  }
  return { ...report, hash: contentHash(report) }
}

const versionOf = ({ id, version, hash }: Today['leading']) => ({ id, version, hash })

/** The evidence stored with a version; null for a version that came with the product, which has none. */
function submittedEvidence(stored: string | null): z.infer<typeof evidenceSchema> | null {
  const parsed = evidenceSchema.safeParse(JSON.parse(stored ?? '{}'))
  return parsed.success ? parsed.data : null
}
